using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Review;

/// <summary>The branch: typed freely, with the repository's own branches to choose from once they have been read.</summary>
public sealed partial class BranchField
{
    private BranchList _branches = default!;
    private IReadOnlyList<string> _suggestions = [];

    [Parameter]
    [EditorRequired]
    public required ReviewForm Form { get; set; }

    [Parameter]
    [EditorRequired]
    public required RepositoryChoice Repository { get; set; }

    /// <summary>The form is being submitted.</summary>
    [Parameter]
    public bool IsFormDisabled { get; set; }

    /// <summary>The field was left with another value.</summary>
    [Parameter]
    public EventCallback Left { get; set; }

    /// <summary>Somebody stopped typing and is still in the field.</summary>
    [Parameter]
    public EventCallback<string> Paused { get; set; }

    [CascadingParameter]
    public required EditContext EditContext { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required IStringLocalizer<BranchField> Text { get; init; }

    protected override bool IsDisabled => base.IsDisabled || IsFormDisabled;

    private bool IsInvalid => EditContext.GetValidationMessages(EditContext.Field(nameof(ReviewForm.Branch))).Any();

    private string Help => _branches switch
    {
        { Problem: { } problem } => Text["NotRead", ProblemText.For(problem).What],
        { IsRead: false } => Text["Reading"],
        { IsPartial: true } => Text["Partial", _branches.Count],
        { Count: 1 } => Text["Help.One"],
        _ => Text["Help.Many", _branches.Count],
    };

    /// <summary>Whether the branch is there, as far as the server tells.</summary>
    /// <returns>What is wrong; null when nothing is, or when it cannot be found out.</returns>
    public async Task<string?> ValidateAsync()
    {
        var branch = BranchName.Clean(Form.Branch);
        if (!BranchName.IsWellFormed(branch) || await _branches.HasAsync(branch, CancellationToken))
            return null;

        return _branches.SpelledLike(branch) is { } other ? Text["OtherCase", branch, other] : Text["Unknown", branch, Repository.Name];
    }

    protected override void OnInitialized() => _branches = new BranchList(State, Repository);

    protected override async Task LoadAsync()
    {
        await _branches.ReadAsync(CancellationToken);
        _suggestions = await _branches.SuggestAsync("", CancellationToken);
    }

    private async Task SuggestAsync(ChangeEventArgs input) => _suggestions = await _branches.SuggestAsync(input.Value as string ?? "", CancellationToken);
}
