using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.ServiceHooks.Administrator;

/// <summary>Two ways to authorize the request: signing in, where Microsoft serves, or a personal access token that is used once.</summary>
public sealed partial class AdministratorForm
{
    [Parameter]
    [EditorRequired]
    public AdministratorView View { get; set; } = new();

    [Parameter]
    [EditorRequired]
    public required AdministratorRequest Request { get; set; }

    [CascadingParameter]
    public HttpContext? HttpContext { get; set; }

    private bool IsCloud => Request.Connection.Target.Provider == ProviderKind.Services;

    private string Host => Request.Connection.Target.Url.Authority;

    private string Here => HttpContext?.Request.Path.ToUriComponent() ?? "";

    private string SignIn => SignInUrl.ForAdministrator(HttpContext?.Request.RouteValues["link"] as string ?? "");

    /// <summary>Whether the token would travel unencrypted; on this machine itself that doesn't matter.</summary>
    private bool IsClear => HttpContext is { Request: { IsHttps: false } request } && request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]");
}
