using Microsoft.AspNetCore.Components;

namespace ConnectWizard.ServiceHooks.Administrator;

/// <summary>The whole document of the administrator's page, without navigation or a circuit: nothing else of the product is open to the public.</summary>
public sealed partial class AdministratorDocument
{
    [Parameter]
    [EditorRequired]
    public AdministratorView View { get; set; } = new();

    [CascadingParameter]
    public HttpContext? HttpContext { get; set; }

    /// <summary>"light" or "dark" once somebody chose, as js/shell.js writes it.</summary>
    private string? Theme => HttpContext?.Request.Cookies["cw-theme"] is "light" or "dark" ? HttpContext.Request.Cookies["cw-theme"] : null;

    private string Asker => View.Request is not { } request ? "" : request.Status == LinkStatus.Used
        ? request.Link.UsedBy ?? ""
        : request.Connection.Facts.AccountName;
}
