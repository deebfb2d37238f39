# Completion of omero in fish: `omero completions fish` prints this script.
#
# Install it as `omero.fish` where fish looks for completions (~/.config/fish/completions).

function __omero_complete
    set -l typed (commandline -opc)
    set -l current (commandline -ct)
    # A quote that is still open is no part of the word.
    set -l word (string replace -r -- '^["\']' '' $current)
    set -l answer (command $typed[1] completions fish -- $typed "$word" 2>/dev/null)
    # `--option=` stays in front of a path.
    set -l option (string match -r -- '^--[^=]*=' $current; or echo)
    set -l path (string replace -r -- '^--[^=]*=' '' $current)
    switch "$answer[1]"
        case files
            string join \n -- $option(__fish_complete_path "$path")
        case directories
            string join \n -- $option(__fish_complete_directories "$path")
        case commands
            __fish_complete_command
    end
    string join \n -- $answer[2..-1]
end

complete -c omero -f -a '(__omero_complete)'
