# Completion of omero in elvish: `omero completions elvish` prints this script.
#
# Load it in ~/.config/elvish/rc.elv: eval (omero completions elvish | slurp)

use str

set edit:completion:arg-completer[omero] = {|@words|
  var answer = [nothing]
  try {
    set answer = [((external $words[0]) completions elvish -- $@words 2>/dev/null | from-lines)]
  } catch { }
  for line $answer[1..] {
    var value meaning = (str:split &max=2 "\t" $line"\t")
    set meaning = (str:trim-right $meaning "\t")
    var display = $value
    if (not-eq $meaning '') { set display = $value'  '$meaning }
    var suffix = ' '
    if (str:has-suffix $value '.') { set suffix = '' }
    edit:complex-candidate $value &display=$display &code-suffix=$suffix
  }
  if (or (eq $answer[0] files) (eq $answer[0] directories)) {
    edit:complete-filename $@words
  }
}
