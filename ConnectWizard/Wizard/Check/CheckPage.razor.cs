using ConnectWizard.Checks;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using ConnectWizard.Wizard.Server;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Check;

/// <summary>The same form and the same check as in the wizard, saving nothing. What was typed stays, the token included, until the page is left.</summary>
public sealed partial class CheckPage
{
    private static readonly ServerFormValidator Rules = new(asksName: false);
    private readonly ServerForm _form = new();
    private EditContext _editContext = default!;
    private FluentValidator<ServerForm>? _validator;
    private CheckPanel? _panel;
    private PastedServer? _pasted;
    private ServerTarget? _target;
    private CheckResult? _result;
    private CheckSubject? _due;

    [Inject]
    public required CurlLines Lines { get; init; }

    [Inject]
    public required IStringLocalizer<CheckPage> Text { get; init; }

    [Inject]
    public required IStringLocalizer<CheckStep> StepText { get; init; }

    protected override void OnInitialized() => _editContext = new EditContext(_form);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_due is { } subject && _panel is not null)
        {
            _due = null;
            await _panel.RunAsync(subject);
        }
    }

    /// <summary>A form that does not validate shows no ladder; a valid one is checked as soon as the ladder is there.</summary>
    private async Task SubmitAsync()
    {
        _result = null;
        _target = _editContext.Validate() ? _form.ToTarget().Value?.Target : null;
        if (_target is not null)
            _due = new CheckSubject(_target.Address.BaseUrl, _target.Collection, _form.ToToken().Value?.Token, _pasted?.Project, _pasted?.Repository);
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
