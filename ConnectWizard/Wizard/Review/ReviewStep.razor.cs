using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
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
    private TriggerSourceField? _news;
    private ProfileCreation? _creation;
    private Connection? _twin;
    private Problem? _problem;

    [Parameter]
    [EditorRequired]
    public EventCallback Answered { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required IConnectionStore Connections { get; init; }

    [Inject]
    public required IProfileStore Profiles { get; init; }

    [Inject]
    public required IProfileWebhooks ProfileWebhooks { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<ReviewStep> Text { get; init; }

    protected override bool IsDisabled => base.IsDisabled || _creation is null;

    protected override async Task OnInitializedAsync()
    {
        // Before the first await: the form is rendered while this waits, and needs its context.
        var draft = State.Draft!;
        var repository = draft.Repository!;
        _editContext = new EditContext(_form);
        _form.Take(draft.Review ?? new ReviewAnswers(repository.Name, repository.DefaultBranch ?? "", TriggerPush: true, TriggerPullRequest: false));
        if (draft.Review is null)
        {
            var taken = await Profiles.ListAsync(draft.Workspace, CancellationToken);
            _form.ProfileName = ReviewForm.SuggestName(repository.Name, taken.Select(profile => profile.Name));
        }

        _twin = await Connections.FindExistingAsync(draft.Workspace, draft.Target!, draft.Facts!.AccountId, CancellationToken);
        _creation = ProfileCreation.Of(draft, _form.ToAnswers(), Time.GetUtcNow());
    }

    private Task LeaveAsync(string property)
    {
        _editContext.NotifyFieldChanged(_editContext.Field(property));
        return StoreAsync();
    }

    private async Task LeaveBranchAsync()
    {
        _form.Branch = BranchName.Clean(_form.Branch);
        await LeaveAsync(nameof(ReviewForm.Branch));
        await IsBranchThereAsync();
    }

    /// <summary>Each answer is kept as it is left; one that does not hold yet is kept, too, for nothing typed is lost.</summary>
    private async Task StoreAsync()
    {
        var (answers, repository) = (_form.ToAnswers(), State.Draft!.Repository);
        var stored = await State.AnswerAsync(draft => draft.Repository == repository ? draft with { Review = answers } : draft, CancellationToken);
        _problem = stored.Problem;
    }

    private async Task<bool> IsBranchThereAsync()
    {
        var judged = _form.Branch;
        if (_branch is null || await _branch.JudgeAsync() is not { } message)
            return true;

        if (judged == _form.Branch)
            _validator?.Show(nameof(ReviewForm.Branch), message);

        return false;
    }

    private Task CreateAsync() => IsDisabled || !_editContext.Validate() ? Task.CompletedTask : WhileBusyAsync(async () =>
    {
        if (await IsBranchThereAsync())
        {
            // Which trigger source is used depends on the permission.
            await (_news?.SettleAsync() ?? Task.CompletedTask);
            await StoreCreationAsync(State.Draft!);
        }
    });

    private async Task StoreCreationAsync(ConnectionDraft draft)
    {
        var creation = ProfileCreation.Of(draft, _form.ToAnswers(), Time.GetUtcNow());
        var created = await Profiles.CreateAsync(draft.Id, draft.Owner, creation.Profile, creation.Connection, CancellationToken);
        _problem = created.Problem;
        if (created.Succeeded)
        {
            ProfileWebhooks.WorkerLoop();

            // The store finished the draft, and the wizard asks the draft which step is due.
            await State.LoadAsync(draft.Id, CancellationToken);
            await Answered.InvokeAsync();
        }
    }
}
