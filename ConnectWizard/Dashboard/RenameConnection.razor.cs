using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConnectWizard.Dashboard;

/// <summary>Gives a connection another name.</summary>
public sealed partial class RenameConnection
{
    private static readonly RenameFormValidator Rules = new();
    private readonly RenameForm _form = new();
    private readonly EditContext _editContext;

    public RenameConnection() => _editContext = new EditContext(_form);

    [Parameter]
    [EditorRequired]
    public required Connection Connection { get; set; }

    [Parameter]
    public EventCallback Renamed { get; set; }

    /// <summary>It keeps its name.</summary>
    [Parameter]
    public EventCallback Ended { get; set; }

    protected override void OnInitialized() => _form.Name = Connection.Name;

    private async Task RenameAsync()
    {
        if (IsDisabled || !_editContext.Validate())
            return;
        await WhileBusyAsync(async () =>
        {
            await Connections.RenameAsync(await Browser.GetActorAsync(CancellationToken), Connection.Id, _form.Name.Trim(), CancellationToken);
            await Renamed.InvokeAsync();
        });
    }
}

/// <summary>The new name, as typed.</summary>
public sealed class RenameForm
{
    public string Name { get; set; } = "";
}

/// <summary>The rules of the server form for a name.</summary>
public sealed class RenameFormValidator : AbstractValidator<RenameForm>
{
    public RenameFormValidator() => ServerFormValidator.IsConnectionName(RuleFor(form => form.Name));
}
