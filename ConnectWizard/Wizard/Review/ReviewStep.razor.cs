using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Review;

/// <summary>The review: what will be created, where and with whose rights, and the last answers. Its button stores everything at once.</summary>
public sealed partial class ReviewStep
{
    private static readonly ReviewFormValidator Rules = new();
    private readonly ReviewForm _form = new();
    private EditContext _editContext = default!;
    private FluentValidator<ReviewForm>? _validator;
    private BranchField? _branch;
    private TriggerSourceField? _triggerSource;
    private ConnectionDraft _draft = default!;
    private Connection? _existing;
    private bool _isRead;
    private Problem? _problem;

    [Parameter]
    [EditorRequired]
    public EventCallback Answered { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required IStringLocalizer<ReviewStep> Text { get; init; }

    protected override bool IsDisabled => base.IsDisabled || !_isRead;

    protected override async Task OnInitializedAsync()
    {
        // Before the first await: the form is rendered while this waits, and needs its context.
        _draft = State.Draft!;
        var repository = _draft.Repository!;
        _editContext = new EditContext(_form);
        _form.Take(_draft.Review ?? new ReviewAnswers(repository.Name, repository.DefaultBranch ?? "", TriggerPush: true, TriggerPullRequest: false));
        if (_draft.Review is null)
            _form.ProfileName = ReviewForm.SuggestName(repository.Name, await State.ListProfileNamesAsync(CancellationToken));

        _existing = await State.FindExistingConnectionAsync(CancellationToken);
        _isRead = true;
    }

    private Task LeaveAsync(string property)
    {
        _editContext.NotifyFieldChanged(_editContext.Field(property));
        return StoreAsync(property, _form.ToAnswers());
    }

    private async Task LeaveBranchAsync()
    {
        _form.Branch = BranchName.Clean(_form.Branch);
        await LeaveAsync(nameof(ReviewForm.Branch));
        await IsBranchThereAsync();
    }

    /// <summary>Each answer is kept as it is left; one that does not hold yet is kept, too, for nothing typed is lost.</summary>
    private async Task StoreAsync(string property, ReviewAnswers answers)
    {
        var stored = await State.KeepAsync(Text[property], draft => draft.Repository == _draft.Repository ? draft with { Review = answers } : draft, CancellationToken);
        _problem = stored.Problem;
    }

    private Task StoreTriggersAsync() => StoreAsync("Triggers", _form.ToAnswers());

    private async Task<bool> IsBranchThereAsync()
    {
        var branch = _form.Branch;
        if (_branch is null || await _branch.ValidateAsync() is not { } message)
            return true;

        if (branch == _form.Branch)
            _validator?.Show(nameof(ReviewForm.Branch), message);

        return false;
    }

    private Task CreateAsync() => IsDisabled || !_editContext.Validate() ? Task.CompletedTask : WhileBusyAsync(async () =>
    {
        if (await IsBranchThereAsync())
        {
            // Which trigger source is used depends on the permission.
            await (_triggerSource?.WaitAsync() ?? Task.CompletedTask);
            await CreateAsync(_form.ToAnswers());
        }
    });

    private async Task CreateAsync(ReviewAnswers review)
    {
        var created = await State.CreateAsync(review, CancellationToken);
        _problem = created.Problem;
        if (created.Succeeded)
            await Answered.InvokeAsync();
    }
}
