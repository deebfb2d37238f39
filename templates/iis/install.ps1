<#
.SYNOPSIS
{{ title | safe }} on IIS, with {{ method | safe }}. Made by omero web iis: do not edit it, generate it again.

.DESCRIPTION
Creates what is missing and keeps what is already correct, so you can run it again. -WhatIf shows what
it would do and changes nothing. remove.ps1 undoes it. It needs Windows PowerShell 5.1, as PowerShell 7 cannot open the drive IIS:. Start it with
    powershell.exe -ExecutionPolicy Bypass -File .\install.ps1
#>
#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -RunAsAdministrator
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    # The steps to run; all of them by default.
    [ValidateSet('Features', 'Compatibility', 'Unlock', 'Pool', 'Rights', 'Site', 'Authentication')]
    [string[]] $Step = @('Features', 'Compatibility', 'Unlock', 'Pool', 'Rights', 'Site', 'Authentication')
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$Here = $PSScriptRoot
$AppHost = 'MACHINE/WEBROOT/APPHOST'
$Site = {{ site }}
$Location = {{ location }}
$Pool = {{ pool }}
$Account = {{ account }}
# The application in the configuration of IIS.
$Place = "$Site$Location".TrimEnd('/')

# Enable missing Windows features.
$features = @()
if ($Step -contains 'Features') {
    $features += 'IIS-WebServerRole', 'IIS-WebServer', 'IIS-StaticContent', 'IIS-HttpErrors', 'IIS-RequestFiltering'
    $features += 'IIS-ManagementConsole', 'IIS-ManagementScriptingTools', 'IIS-HttpTracing'
    {% if websockets_http is not none %}
    $features += 'IIS-WebSockets'
    {% endif %}
    {% if method == "isapi" %}
    $features += 'IIS-ISAPIExtensions'
    {% elif method == "fastcgi" %}
    $features += 'IIS-CGI'
    {% endif %}
    {% if windows_authentication %}
    $features += 'IIS-WindowsAuthentication'
    {% endif %}
}
{% if method == "isapi" %}
if ($Step -contains 'Compatibility') {
    $features += 'IIS-IIS6ManagementCompatibility', 'IIS-Metabase', 'IIS-WMICompatibility', 'IIS-LegacyScripts'
}
{% endif %}
foreach ($feature in $features) {
    $state = [string] (Get-WindowsOptionalFeature -Online -FeatureName $feature).State
    if ($state -ne 'Enabled' -and $state -ne 'EnablePending') {
        if ($PSCmdlet.ShouldProcess($feature, 'Switch on feature of Windows')) {
            Enable-WindowsOptionalFeature -Online -All -NoRestart -FeatureName $feature | Out-Null
        }
    }
}

if (-not (Get-Module -ListAvailable -Name WebAdministration)) {
    Write-Warning 'IIS is not installed yet: the steps after Features cannot be run or shown.'
    return
}
Import-Module WebAdministration

# A new IIS does not allow handlers in web.config: error 500.19, 0x80070021.
if ($Step -contains 'Unlock') {
    if ($PSCmdlet.ShouldProcess($Place, 'Unlock the handlers')) {
        Set-WebConfiguration -PSPath $AppHost -Location $Place -Filter 'system.webServer/handlers' -Metadata overrideMode -Value Allow
    }
}

# The application pool: no managed code, no time-out.
if ($Step -contains 'Pool') {
    $poolPath = "IIS:\AppPools\$Pool"
    if (-not (Test-Path -LiteralPath $poolPath)) {
        if ($PSCmdlet.ShouldProcess($Pool, 'Make application pool')) {
            New-WebAppPool -Name $Pool | Out-Null
        }
    }
    if (Test-Path -LiteralPath $poolPath) {
        if ($PSCmdlet.ShouldProcess($Pool, 'Set up application pool')) {
            Set-ItemProperty -LiteralPath $poolPath -Name managedRuntimeVersion -Value ''
            Set-ItemProperty -LiteralPath $poolPath -Name enable32BitAppOnWin64 -Value {% if enable_32bit %}$true{% else %}$false{% endif %}

            Set-ItemProperty -LiteralPath $poolPath -Name processModel.idleTimeout -Value ([TimeSpan]::Zero)
            {% if identity != "SpecificUser" %}
            Set-ItemProperty -LiteralPath $poolPath -Name processModel.identityType -Value {{ identity }}
            {% endif %}
        }
        {% if identity == "SpecificUser" %}
        $model = Get-ItemProperty -LiteralPath $poolPath -Name processModel
        if ($model.userName -ne $Account -or $model.identityType -ne 'SpecificUser') {
            if ($PSCmdlet.ShouldProcess($Pool, "Run as $Account")) {
                {% if has_password %}
                $credential = Get-Credential -UserName $Account -Message "Password of the application pool's account"
                $password = $credential.GetNetworkCredential().Password
                {% else %}
                # Windows stores the password of this account.
                $password = ''
                {% endif %}
                $identity = @{ identityType = 'SpecificUser'; userName = $Account; password = $password }
                Set-ItemProperty -LiteralPath $poolPath -Name processModel -Value $identity
            }
        }
        {% endif %}
    }
}

# The permissions of the pool's account.
if ($Step -contains 'Rights') {
    {% if log_directory is not none and method != "reverse-proxy" %}
    $logs = {{ log_directory }}
    if (-not (Test-Path -LiteralPath $logs)) {
        if ($PSCmdlet.ShouldProcess($logs, 'Make directory')) {
            New-Item -ItemType Directory -Force -Path $logs | Out-Null
        }
    }
    {% endif %}
    $rights = @(
        @{ Path = $Here; Right = '(OI)(CI)(RX)' }
        {% for path, right in rights %}
        @{ Path = {{ path }}; Right = {{ right }} }
        {% endfor %}
    )
    foreach ($entry in $rights) {
        if (-not (Test-Path -LiteralPath $entry.Path)) {
            Write-Warning "$($entry.Path) does not exist yet: run this step again when it does."
            continue
        }
        if ($PSCmdlet.ShouldProcess($entry.Path, "Grant $Account $($entry.Right)")) {
            & icacls.exe $entry.Path /grant "${Account}:$($entry.Right)" | Out-Null
            if ($LASTEXITCODE -ne 0) {
                throw "icacls could not change the permissions of $($entry.Path)"
            }
        }
    }
    {% if not windows_authentication %}
    # Without a user name, anonymous requests run as the pool's account; otherwise as IUSR, which has none of these permissions.
    $anonymous = @(
        $Place
        {% if static_path is not none and static_directory is none %}
        $Site + {{ static_path }}
        {% endif %}
    )
    foreach ($entry in $anonymous) {
        if ($PSCmdlet.ShouldProcess($entry, "Run anonymous requests as $Account")) {
            Set-WebConfigurationProperty -PSPath $AppHost -Location $entry -Filter 'system.webServer/security/authentication/anonymousAuthentication' -Name userName -Value ''
        }
    }
    {% endif %}
}

# The site, its addresses, and the application in it.
if ($Step -contains 'Site') {
    $bindings = @(
        {% for protocol, address, port, host_name in bindings %}
        @{ Protocol = {{ protocol }}; Address = {{ address }}; Port = {{ port }}; HostName = {{ host_name }} }
        {% endfor %}
    )
    {% if location == "/" %}
    $siteDirectory = $Here
    {% else %}
    $siteDirectory = Join-Path $Here 'site'
    {% endif %}
    # Only one of two sites with the same address can start; a new IIS has its Default Web Site on port 80.
    foreach ($binding in $bindings) {
        $information = "$($binding.Address):$($binding.Port):$($binding.HostName)"
        foreach ($other in @(Get-Website | Where-Object { $_.Name -ne $Site -and $_.State -eq 'Started' })) {
            $same = @($other.Bindings.Collection | Where-Object { $_.protocol -eq $binding.Protocol -and $_.bindingInformation -eq $information })
            if ($same.Count -gt 0) {
                $problem = "The site $($other.Name) already has $($binding.Protocol) $information. Stop it with: Stop-Website -Name '$($other.Name)' and disable Start Automatically in its advanced settings, or generate these files again with --servername NAME or --http PORT."
                if ($WhatIfPreference) { Write-Warning $problem } else { throw $problem }
            }
        }
    }
    $found = Get-Website | Where-Object { $_.Name -eq $Site }
    if ($null -eq $found) {
        if ($PSCmdlet.ShouldProcess($Site, 'Make site')) {
            New-Item -ItemType Directory -Force -Path $siteDirectory | Out-Null
            $numbers = @(0) + @(Get-Website | ForEach-Object { $_.Id })
            $next = 1 + ($numbers | Measure-Object -Maximum).Maximum
            $first = $bindings[0]
            New-Website -Name $Site -Id $next -PhysicalPath $siteDirectory -ApplicationPool $Pool -IPAddress $first.Address -Port $first.Port -HostHeader $first.HostName | Out-Null
        }
    }
    {% if location == "/" %}
    elseif ([Environment]::ExpandEnvironmentVariables($found.PhysicalPath) -ne $Here) {
        throw "The site $Site serves $($found.PhysicalPath): choose another site with --site, or a path with a prefix."
    }
    {% endif %}
    # Under -WhatIf the site may still be missing.
    $exists = $null -ne (Get-Website | Where-Object { $_.Name -eq $Site })
    foreach ($binding in $bindings) {
        $information = "$($binding.Address):$($binding.Port):$($binding.HostName)"
        $present = Get-WebBinding -Name $Site | Where-Object { $_.protocol -eq $binding.Protocol -and $_.bindingInformation -eq $information }
        if ($null -eq $present) {
            if ($PSCmdlet.ShouldProcess($Site, "Listen on $($binding.Protocol) $information")) {
                {% if thumbprint is not none %}
                if ($binding.Protocol -eq 'https') {
                    $flags = [int] ($binding.HostName -ne '')
                    New-WebBinding -Name $Site -Protocol https -IPAddress $binding.Address -Port $binding.Port -HostHeader $binding.HostName -SslFlags $flags
                    $made = Get-WebBinding -Name $Site -Protocol https | Where-Object { $_.bindingInformation -eq $information }
                    $made.AddSslCertificate({{ thumbprint }}, 'My')
                    continue
                }
                {% endif %}
                New-WebBinding -Name $Site -Protocol http -IPAddress $binding.Address -Port $binding.Port -HostHeader $binding.HostName
            }
        }
    }
    {% if location == "/" %}
    if ($null -ne $found -and $found.applicationPool -ne $Pool) {
        if ($PSCmdlet.ShouldProcess($Site, "Use application pool $Pool")) {
            Set-ItemProperty -LiteralPath "IIS:\Sites\$Site" -Name applicationPool -Value $Pool
        }
    }
    {% elif method != "isapi" %}
    $application = {{ location | trim("/") }}
    if (-not $exists -or $null -eq (Get-WebApplication -Site $Site -Name $application)) {
        if ($PSCmdlet.ShouldProcess("$Site$Location", 'Create application')) {
            New-WebApplication -Site $Site -Name $application -PhysicalPath $Here -ApplicationPool $Pool | Out-Null
        }
    }
    {% endif %}
    {% if static_path is not none and method != "isapi" %}
    $staticApplication = {% if static_directory is not none and location != "/" %}{{ location }}{% else %}'/'{% endif %}

    $staticName = {% if static_directory is not none %}{{ static_directory }}{% else %}{{ static_path | trim("/") }}{% endif %}

    $staticRoot = {{ static_root }}
    if (-not $exists -or $null -eq (Get-WebVirtualDirectory -Site $Site -Application $staticApplication -Name $staticName)) {
        if ($PSCmdlet.ShouldProcess($staticRoot, "Serve as $staticName in $staticApplication")) {
            New-WebVirtualDirectory -Site $Site -Application $staticApplication -Name $staticName -PhysicalPath $staticRoot | Out-Null
        }
    }
    {% endif %}
    {% if method == "isapi" %}
    # IIS only runs extensions that are in this list.
    $extension = Join-Path $Here '_dispatch.dll'
    $list = 'system.webServer/security/isapiCgiRestriction'
    $allowed = (Get-WebConfiguration -PSPath $AppHost -Filter $list).Collection | Where-Object { $_.path -eq $extension }
    if ($null -eq $allowed) {
        if ($PSCmdlet.ShouldProcess($extension, 'Allow ISAPI extension')) {
            Add-WebConfiguration -PSPath $AppHost -Filter $list -Value @{ path = $extension; allowed = $true; description = $Pool }
        }
    }
    {% elif method == "fastcgi" %}
    # IIS only starts FastCGI processes that are in this list.
    $program = {{ python }}
    $arguments = {{ fastcgi_arguments }}
    $list = 'system.webServer/fastCgi'
    $known = (Get-WebConfiguration -PSPath $AppHost -Filter $list).Collection | Where-Object { $_.fullPath -eq $program -and $_.arguments -eq $arguments }
    if ($null -eq $known) {
        if ($PSCmdlet.ShouldProcess("$program $arguments", 'Allow FastCGI application')) {
            Add-WebConfiguration -PSPath $AppHost -Filter $list -Value @{ fullPath = $program; arguments = $arguments; maxInstances = {{ workers }}; activityTimeout = {{ activity_timeout }}; requestTimeout = {{ activity_timeout }} }
        }
    }
    {% endif %}
    {% if method == "reverse-proxy" or websockets_http is not none %}
    # ARR passes requests on, with the host name that the browser requested.
    if ($PSCmdlet.ShouldProcess('this machine', 'Switch on the proxy of ARR, keep the Host header')) {
        $proxy = 'system.webServer/proxy'
        Set-WebConfigurationProperty -PSPath $AppHost -Filter $proxy -Name enabled -Value $true
        Set-WebConfigurationProperty -PSPath $AppHost -Filter $proxy -Name preserveHostHeader -Value $true
        Set-WebConfigurationProperty -PSPath $AppHost -Filter $proxy -Name reverseRewriteHostInResponseHeaders -Value $false
        Set-WebConfigurationProperty -PSPath $AppHost -Filter $proxy -Name includePortInXForwardedFor -Value $false
        # ARR gives up after 120 seconds.
        Set-WebConfigurationProperty -PSPath $AppHost -Filter $proxy -Name timeout -Value {{ timeout_span }}
    }
    {% endif %}
    {% if method == "reverse-proxy" %}
    $list = 'system.webServer/rewrite/allowedServerVariables'
    foreach ($variable in 'HTTP_X_FORWARDED_PROTO', 'HTTP_X_FORWARDED_HOST') {
        $allowed = (Get-WebConfiguration -PSPath $AppHost -Filter $list).Collection | Where-Object { $_.name -eq $variable }
        if ($null -eq $allowed) {
            if ($PSCmdlet.ShouldProcess($variable, 'Let rewrite rules set server variable')) {
                Add-WebConfiguration -PSPath $AppHost -Filter $list -Value @{ name = $variable }
            }
        }
    }
    {% endif %}
}

{% if windows_authentication %}
# Only users with a Windows account are allowed.
if ($Step -contains 'Authentication') {
    if ($PSCmdlet.ShouldProcess($Place, 'Windows authentication instead of anonymous access')) {
        $section = 'system.webServer/security/authentication'
        Set-WebConfigurationProperty -PSPath $AppHost -Location $Place -Filter "$section/windowsAuthentication" -Name enabled -Value $true
        Set-WebConfigurationProperty -PSPath $AppHost -Location $Place -Filter "$section/anonymousAuthentication" -Name enabled -Value $false
    }
}
{% endif %}
