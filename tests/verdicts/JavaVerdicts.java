import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import javax.mail.internet.InternetAddress;

/**
 * Says whether JavaMail takes an address, or PostgreSQL's driver a URL.
 *
 * Each line of the input is `mail` or `jdbc`, a tab and a text; it is repeated after `yes` or `no`. The classes are
 * those of Debian's packages libmail-java and libpostgresql-jdbc-java; `java.jsonl` was made with their versions 1.6.5 and
 * 42.5.5:
 *
 * javac -cp /usr/share/java/javax.mail.jar:/usr/share/java/postgresql.jar JavaVerdicts.java
 */
public class JavaVerdicts {
    public static void main(String[] arguments) throws Exception {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String line; (line = input.readLine()) != null; ) {
            String[] parts = line.split("\t", 2);
            boolean taken = parts[0].equals("mail") ? isAddress(parts[1]) : isUrl(parts[1]);
            output.println((taken ? "yes" : "no") + "\t" + line);
        }
    }

    private static boolean isAddress(String text) {
        try {
            new InternetAddress(text).validate();
            return true;
        } catch (Exception refused) {
            return false;
        }
    }

    private static boolean isUrl(String text) {
        try {
            return org.postgresql.Driver.parseURL(text, new Properties()) != null;
        } catch (RuntimeException refused) {
            return false;
        }
    }
}
