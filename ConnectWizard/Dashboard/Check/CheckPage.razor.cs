using ConnectWizard.Checks;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using ConnectWizard.Connections.Forms;
using Microsoft.AspNetCore.Components.Forms;

namespace ConnectWizard.Dashboard.Check;

/// <summary>The wizard's form and check, saving nothing. What was typed stays until the page is left, the token included.</summary>
public sealed partial class CheckPage
{
    private static readonly ServerFormValidator Rules = new(asksName: false);
    private readonly ServerForm _form = new();
    private EditContext _editContext = default!;
    private FluentValidator<ServerForm>? _validator;
    private CheckPanel? _panel;
    private ParsedServer? _pasted;
    private ServerTarget? _target;
    private CheckResult? _result;
    private CheckSubject? _due;

    protected override void OnInitialized() => _editContext = new EditContext(_form);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_due is { } subject && _panel is not null)
        {
            _due = null;
            await Script.CallAsync(Assets["js/shell.js"], "bringIntoView", [_panel.Id], CancellationToken);
            await _panel.RunAsync(subject);
        }
    }

    /// <summary>A valid form is checked as soon as its panel has been rendered.</summary>
    private async Task SubmitAsync()
    {
        var owner = await Browser.GetOwnerAsync(CancellationToken);
        _result = null;
        _target = _editContext.Validate() ? _form.Parsed.Target : null;
        if (_target is not null)
            _due = new CheckSubject(_form.Parsed, _form.ToToken().Value?.Token, _pasted?.Project, _pasted?.Repository) { Browser = owner };
        else if (_panel is not null)
            await _panel.StopAsync();
    }

    private void End(CheckResult result)
    {
        _result = result;
        if (result.Failure is { } failure && ProblemCatalog.FieldOf(failure.Code) is { } field)
            _validator?.Show(ServerForm.PropertyOf(field), ProblemText.For(failure).What);
    }
}
