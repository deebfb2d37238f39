# Completion of omero in PowerShell: `omero completions powershell` prints this script.
#
# Load it in the file that $PROFILE names: omero completions powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName omero -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $typed = @(foreach ($element in $commandAst.CommandElements) {
        if ($element.Extent.EndOffset -ge $cursorPosition) { break }
        if ($element -is [System.Management.Automation.Language.StringConstantExpressionAst]) {
            $element.Value
        } else {
            $element.Extent.Text
        }
    })
    # The mark keeps an empty word from being lost on its way.
    $typed += "$wordToComplete|"
    $answer = @(& $typed[0] completions powershell '--' $typed 2> $null)
    foreach ($line in ($answer | Select-Object -Skip 1)) {
        $value, $meaning = $line.Split("`t", 2)
        if (-not $meaning) { $meaning = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $meaning)
    }
    if ($answer.Count -gt 0 -and $answer[0] -in 'files', 'directories') {
        [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete)
    }
}
