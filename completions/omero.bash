# Completion of omero in bash: `omero completions bash` prints this script.
#
# Load it in ~/.bashrc, or install it as `omero` where bash-completion looks for completions
# (/usr/share/bash-completion/completions, ~/.local/share/bash-completion/completions).

_omero() {
    local extra='' line
    COMPREPLY=()
    {
        IFS= read -r extra
        while IFS= read -r line; do COMPREPLY+=("$line"); done
    } < <("${1/#\~/$HOME}" completions bash -- "$COMP_WORDBREAKS" "${COMP_LINE:0:COMP_POINT}" 2> /dev/null)
    # Bash itself completes files where nothing else fits, with everything that it can do.
    case $extra in
        files) compopt -o default ;;
        directories) compopt -o dirnames ;;
        commands) while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -c -- "$2") ;;
    esac 2> /dev/null
    # The beginning of a name is no word yet.
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *. ]]; then
        compopt -o nospace 2> /dev/null
    fi
}

complete -F _omero omero
