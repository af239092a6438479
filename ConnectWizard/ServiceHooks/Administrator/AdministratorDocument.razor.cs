using Microsoft.AspNetCore.Components;

namespace ConnectWizard.ServiceHooks.Administrator;

/// <summary>The whole document of the administrator's page, without navigation or a circuit: nothing else of the product is open to the public.</summary>
public sealed partial class AdministratorDocument
{
    [Parameter]
    [EditorRequired]
    public AdministratorView View { get; set; } = new();

    private string Asker => View.Request is not { } request ? "" : request.Status == LinkStatus.Used
        ? request.Link.UsedBy ?? ""
        : request.Connection.Facts.AccountName;
}
