using ConnectWizard.Components;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConnectWizard.Accounts;

/// <summary>
/// Enters an application identity, or picks one that the operator offers. It is stored once Microsoft Entra gave a token for it. Secrets travel one
/// way: their inputs have no value that the server sends.
/// </summary>
public sealed partial class IdentityFields
{
    private static readonly IdentityFormValidator Rules = new();
    private readonly IdentityForm _form = new();
    private EditContext _editContext = default!;
    private FluentValidator<IdentityForm>? _validator;
    private SecretField? _secret;
    private SecretField? _certificate;
    private SecretField? _password;
    private Problem? _problem;
    private Task _uploading = Task.CompletedTask;
    private bool _isSample;

    /// <summary>The organization that it is for, where that is fixed: only identities that may be used there are offered.</summary>
    [Parameter]
    public string? Organization { get; set; }

    /// <summary>A heading above the fields.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The way back.</summary>
    [Parameter]
    public RenderFragment? Back { get; set; }

    /// <summary>The identity is stored as an account of this browser.</summary>
    [Parameter]
    [EditorRequired]
    public EventCallback<AccountId> Added { get; set; }

    private string? SamplePlaceholder => _isSample ? Text["Sample"].Value : null;

    private IEnumerable<OfferedIdentity> OfferedHere =>
        Identities.Offered.Where(identity => Organization is null || identity.Organizations.Contains(Organization, StringComparer.OrdinalIgnoreCase));

    protected override void OnInitialized() => _editContext = new EditContext(_form);

    private void ChangeKind()
    {
        (_problem, _isSample) = (null, false);
        _validator?.Clear();
    }

    private void TakeSample(SampleIdentity sample)
    {
        _form.Clear();
        (_form.Kind, _form.Tenant, _form.Client) = (sample.Kind.ToString(), sample.Tenant, sample.ClientId);
        if (_form.IsCertificate)
            _form.TakeCertificate(sample.Proof.Reveal(), Time.GetUtcNow());
        else
            _form.Secret = sample.Proof.Reveal();
        ChangeKind();
        _isSample = true;
        ClearInputs();
    }

    private void EnterSecret(string text)
    {
        _form.Secret = text;
        _isSample = false;
    }

    private void EnterCertificate(string text)
    {
        _form.TakeCertificate(text, Time.GetUtcNow());
        _isSample = false;
    }

    private void EnterPassword(string password) => _form.TakePassword(password, Time.GetUtcNow());

    private Task UploadAsync(InputFileChangeEventArgs change) => _uploading = ReadAsync(change);

    private async Task ReadAsync(InputFileChangeEventArgs change)
    {
        if (change.File.Size <= ApplicationCertificate.MaxSize)
        {
            using var content = new MemoryStream();
            await using var stream = change.File.OpenReadStream(ApplicationCertificate.MaxSize, CancellationToken);
            await stream.CopyToAsync(content, CancellationToken);
            _form.TakeCertificate(content.ToArray(), Time.GetUtcNow());
        }
        else
        {
            _form.RefuseCertificate();
        }

        _certificate?.Clear();
        _editContext.NotifyFieldChanged(_editContext.Field(nameof(IdentityForm.Certificate)));
        _editContext.NotifyFieldChanged(_editContext.Field(nameof(IdentityForm.Password)));
    }

    private async Task SubmitAsync()
    {
        if (!_uploading.IsCompleted)
            await WhileBusyAsync(() => _uploading);
        if (_editContext.Validate())
            await WhileBusyAsync(AddAsync);
    }

    private async Task AddAsync()
    {
        _problem = null;
        var actor = await Browser.GetActorAsync(CancellationToken);
        var added = _form.Offered is { } name
            ? await Identities.AddOfferedAsync(actor, name, CancellationToken)
            : await Identities.AddAsync(actor, _form.ToCredential(), CancellationToken);
        if (!added.Succeeded)
        {
            _problem = added.Problem;
            if (FieldOf(added.Problem) is { } field)
                _validator?.Show(field, ProblemText.For(added.Problem).What);
            return;
        }

        // What proves it is stored; the browser's inputs forget it, too.
        _form.Clear();
        ClearInputs();
        await Added.InvokeAsync(added.Value);
    }

    private void ClearInputs()
    {
        _secret?.Clear();
        _certificate?.Clear();
        _password?.Clear();
    }

    private string? FieldOf(Problem problem) => problem.Code switch
    {
        _ when _form.Offered is not null => null,
        ProblemCode.IdentityUnknown when problem.Arguments.GetValueOrDefault(ProblemText.Variant) == "tenant" => nameof(IdentityForm.Tenant),
        ProblemCode.IdentityUnknown => nameof(IdentityForm.Client),
        ProblemCode.IdentitySecretRefused => nameof(IdentityForm.Secret),
        ProblemCode.IdentityCertificateRefused => nameof(IdentityForm.Certificate),
        _ => null,
    };
}
