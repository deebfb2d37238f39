<#
.SYNOPSIS
Removes {{ title | safe }} from IIS. Made by omero web iis.

.DESCRIPTION
Undoes install.ps1: it removes what that script created and nothing else. Windows features, and
settings of the whole machine that other sites may need, are kept. -WhatIf shows what it would do and changes nothing. It needs Windows PowerShell 5.1, as PowerShell 7 cannot open the drive IIS:. Start it with
    powershell.exe -ExecutionPolicy Bypass -File .\remove.ps1
#>
#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -RunAsAdministrator
[CmdletBinding(SupportsShouldProcess = $true)]
param()

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
Import-Module WebAdministration

$Here = $PSScriptRoot
$AppHost = 'MACHINE/WEBROOT/APPHOST'
$Site = {{ site }}
$Location = {{ location }}
$Pool = {{ pool }}
$Account = {{ account }}
$Place = "$Site$Location".TrimEnd('/')

# The settings of the site for authentication apply again.
foreach ($kind in {% if windows_authentication %}'windowsAuthentication', {% endif %}'anonymousAuthentication') {
    if ($PSCmdlet.ShouldProcess($Place, "Reset $kind")) {
        Clear-WebConfiguration -PSPath $AppHost -Location $Place -Filter "system.webServer/security/authentication/$kind"
    }
}
{% if static_path is not none and static_directory is none %}
$staticPlace = $Site + {{ static_path }}
if ($PSCmdlet.ShouldProcess($staticPlace, 'Reset anonymousAuthentication')) {
    Clear-WebConfiguration -PSPath $AppHost -Location $staticPlace -Filter 'system.webServer/security/authentication/anonymousAuthentication'
}
{% endif %}

# Lock the handlers again.
if ($PSCmdlet.ShouldProcess($Place, 'Lock the handlers')) {
    Set-WebConfiguration -PSPath $AppHost -Location $Place -Filter 'system.webServer/handlers' -Metadata overrideMode -Value Inherit
}

$found = Get-Website | Where-Object { $_.Name -eq $Site }
{% if static_path is not none and method != "isapi" %}
# The static files.
$staticApplication = {% if static_directory is not none and location != "/" %}{{ location }}{% else %}'/'{% endif %}

$staticName = {% if static_directory is not none %}{{ static_directory }}{% else %}{{ static_path | trim("/") }}{% endif %}

if ($null -ne $found -and $null -ne (Get-WebVirtualDirectory -Site $Site -Application $staticApplication -Name $staticName)) {
    if ($PSCmdlet.ShouldProcess($staticName, "Remove virtual directory from $staticApplication")) {
        Remove-WebVirtualDirectory -Site $Site -Application $staticApplication -Name $staticName
    }
}

{% endif %}
{% if location != "/" and method != "isapi" %}
# The application.
$application = {{ location | trim("/") }}
if ($null -ne $found -and $null -ne (Get-WebApplication -Site $Site -Name $application)) {
    if ($PSCmdlet.ShouldProcess("$Site$Location", 'Remove application')) {
        Remove-WebApplication -Site $Site -Name $application
    }
}

{% endif %}
# The site, if install.ps1 created it: then it serves one of our directories.
{% if location == "/" %}
$siteDirectory = $Here
{% else %}
$siteDirectory = Join-Path $Here 'site'
{% endif %}
if ($null -ne $found -and [Environment]::ExpandEnvironmentVariables($found.PhysicalPath) -eq $siteDirectory) {
    if ($PSCmdlet.ShouldProcess($Site, 'Remove site')) {
        Remove-Website -Name $Site
    }
}

{% if method == "isapi" %}
# The permission of the extension.
$extension = Join-Path $Here '_dispatch.dll'
$list = 'system.webServer/security/isapiCgiRestriction'
$allowed = (Get-WebConfiguration -PSPath $AppHost -Filter $list).Collection | Where-Object { $_.path -eq $extension }
if ($null -ne $allowed) {
    if ($PSCmdlet.ShouldProcess($extension, 'Forbid ISAPI extension')) {
        Remove-WebConfigurationProperty -PSPath $AppHost -Filter $list -Name '.' -AtElement @{ path = $extension }
    }
}

{% elif method == "fastcgi" %}
# The permission of the FastCGI process.
$program = {{ python }}
$arguments = {{ fastcgi_arguments }}
$list = 'system.webServer/fastCgi'
$known = (Get-WebConfiguration -PSPath $AppHost -Filter $list).Collection | Where-Object { $_.fullPath -eq $program -and $_.arguments -eq $arguments }
if ($null -ne $known) {
    if ($PSCmdlet.ShouldProcess("$program $arguments", 'Forbid FastCGI application')) {
        Remove-WebConfigurationProperty -PSPath $AppHost -Filter $list -Name '.' -AtElement @{ fullPath = $program; arguments = $arguments }
    }
}

{% endif %}
{% if identity == "ApplicationPoolIdentity" %}
# The permissions of the pool's account, before the account is removed with the pool.
$paths = @(
    $Here
    {% for path, right in rights %}
    {{ path }}
    {% endfor %}
)
foreach ($path in $paths) {
    if (Test-Path -LiteralPath $path) {
        if ($PSCmdlet.ShouldProcess($path, "Remove all permissions of $Account")) {
            & icacls.exe $path /remove:g $Account | Out-Null
        }
    }
}
{% else %}
# The account existed before and may need its permissions elsewhere.
Write-Warning "The permissions of $Account on files are not changed."
{% endif %}

# The application pool, unless other applications use it.
$others = @(Get-Website | Where-Object { $_.applicationPool -eq $Pool -and $_.PhysicalPath -ne $siteDirectory })
$others += @(Get-WebApplication | Where-Object { $_.applicationPool -eq $Pool -and $_.PhysicalPath -ne $Here })
if ($others.Count -gt 0) {
    Write-Warning "Other applications use the application pool ${Pool}: it is kept."
}
elseif (Test-Path -LiteralPath "IIS:\AppPools\$Pool") {
    if ($PSCmdlet.ShouldProcess($Pool, 'Remove application pool')) {
        Remove-WebAppPool -Name $Pool
    }
}
