# Ten checks that only a real Windows can answer, in five minutes: `powershell -ExecutionPolicy Bypass -File
# windows-real.ps1 C:\path\to\omero.exe`. It works in a directory of its own under TEMP, which it removes, and
# needs no administrator; two checks say more if one runs it. Please paste what it prints.
param([Parameter(Mandatory = $true)][string]$Omero)

$ErrorActionPreference = 'Stop'
$omero = (Resolve-Path $Omero).Path
$work = Join-Path $env:TEMP ("omero-check-" + [Guid]::NewGuid().ToString('N').Substring(0, 8))
$env:OMERODIR = $work
$grid = New-Item -ItemType Directory (Join-Path $work 'etc\grid') -Force
$store = Join-Path $grid.FullName 'config.xml'
$failed = 0

function Check([string]$Name, [scriptblock]$Test) {
    try {
        $said = & $Test
        if ($said) { throw $said }
        Write-Output "ok      $Name"
    } catch {
        $script:failed++
        Write-Output "FAILED  $Name : $_"
    }
}

# Runs the program; its exit code is in $LASTEXITCODE. What it says on standard error is no error of PowerShell.
function Omero { $ErrorActionPreference = 'Continue'; & $omero @args 2>&1 | ForEach-Object { "$_" } }

function Readers([string]$Path) {
    $trusted = 'S-1-5-18', 'S-1-5-32-544', ([Security.Principal.WindowsIdentity]::GetCurrent().User.Value)
    $rules = (Get-Acl -LiteralPath $Path).GetAccessRules($true, $true, [Security.Principal.SecurityIdentifier])
    $owner = (Get-Acl -LiteralPath $grid.FullName).GetOwner([Security.Principal.SecurityIdentifier]).Value
    $rules | Where-Object { $_.AccessControlType -eq 'Allow' } | ForEach-Object { $_.IdentityReference.Value } |
        Where-Object { $_ -notin $trusted -and $_ -ne $owner } | Select-Object -Unique
}

Write-Output "$([Environment]::OSVersion.VersionString), PowerShell $($PSVersionTable.PSVersion), $(& $omero --version)"

Check '1 a change is made and read back' {
    Omero config set omero.db.host db.example.org | Out-Null
    if ($LASTEXITCODE -ne 0) { "exit code $LASTEXITCODE" }
    elseif ((Omero config get omero.db.host) -ne 'db.example.org') { 'another value' }
}

Check '2 fifty writers at the same time are all served' {
    $all = 1..50 | ForEach-Object {
        Start-Process $omero "config set storm.n$_ $_" -PassThru -WindowStyle Hidden
    }
    $all | Wait-Process -Timeout 120
    $refused = @($all | Where-Object { $_.ExitCode -ne 0 }).Count
    $stored = @(Omero config keys | Where-Object { $_ -like 'storm.n*' }).Count
    if ($refused -or $stored -ne 50) { "$refused refused, $stored stored" }
}

Check '3 a reader that shares the file does not keep a writer from it' {
    $open = [IO.File]::Open($store, 'Open', 'Read', 'ReadWrite, Delete')
    try { Omero config set omero.db.name shared | Out-Null; if ($LASTEXITCODE -ne 0) { "exit code $LASTEXITCODE" } }
    finally { $open.Dispose() }
}

Check '4 a program that does not share the file is named as the reason' {
    $open = [IO.File]::Open($store, 'Open', 'Read', 'Read')
    try {
        $said = (Omero config --lock-timeout 1 set omero.db.name held) -join ' '
        if ($LASTEXITCODE -eq 0) { 'the change was made' }
        elseif ($said -notmatch 'another program has the file open') { $said }
    } finally { $open.Dispose() }
}

Check '5 nobody can remove the lock while a writer holds it' {
    $holder = Start-Process $omero 'config lock -- ping -n 4 127.0.0.1' -PassThru -WindowStyle Hidden
    Start-Sleep -Seconds 1
    try { Remove-Item "$store.lock"; 'it was removed' } catch { } finally { $holder | Wait-Process -Timeout 30 }
}

Check '6 only owner, SYSTEM and Administrators can read store, lock and history' {
    $files = @($store, "$store.lock") + @(Get-ChildItem -Recurse -File "$store.history" | ForEach-Object FullName)
    ($files | ForEach-Object { $path = $_; Readers $path | ForEach-Object { "$_ can read $path" } }) -join '; '
}

Check '7 the access control list of a replaced file stays' {
    & icacls $store /grant '*S-1-5-20:R' | Out-Null
    Omero config set omero.db.name listed | Out-Null
    if ((Readers $store) -notcontains 'S-1-5-20') { 'NETWORK SERVICE lost its right' }
}

Check '8 doctor names who else can read' {
    Omero config set omero.db.pass geheim | Out-Null
    $said = (Omero config doctor) -join ' '
    if ($said -notmatch 'NETWORK SERVICE|S-1-5-20|NETZWERKDIENST') { 'it does not' }
}

Check '9 paths beyond 260 characters' {
    $deep = $work; while ($deep.Length -lt 300) { $deep = Join-Path $deep ('d' * 40) }
    [IO.Directory]::CreateDirectory("\\?\$deep\etc\grid") | Out-Null
    $env:OMERODIR = $deep
    try { Omero config set omero.db.name deep | Out-Null; if ($LASTEXITCODE -ne 0) { "exit code $LASTEXITCODE" } }
    finally { $env:OMERODIR = $work }
}

Check '10 cmd.exe passes single quotes on, and they are refused' {
    $said = (& cmd.exe /d /c "`"$omero`" config set omero.web.public.user '__public__'" 2>&1 | ForEach-Object { "$_" }) -join ' '
    if ($LASTEXITCODE -ne 1) { "exit code $LASTEXITCODE" }
    elseif ($said -notmatch "it arrived as '__public__'") { $said }
}

Remove-Item -Recurse -Force "\\?\$work" -ErrorAction SilentlyContinue
Write-Output "$(10 - $failed) of 10 checks passed"
exit $failed
