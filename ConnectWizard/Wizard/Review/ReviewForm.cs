using ConnectWizard.Connections;
using ConnectWizard.Repositories;

namespace ConnectWizard.Wizard.Review;

/// <summary>The form of the review, as typed.</summary>
public sealed class ReviewForm
{
    /// <summary>Longest name of a profile, in characters.</summary>
    public const int MaximumNameLength = 64;

    public string ProfileName { get; set; } = "";

    public string Branch { get; set; } = "";

    public bool TriggerPush { get; set; } = true;

    public bool TriggerPullRequest { get; set; }

    public bool TriggerDrafts { get; set; }

    public bool TriggerForks { get; set; }

    /// <summary>The trigger source as chosen; null before a choice.</summary>
    public TriggerSource? ChosenTriggerSource { get; set; }

    /// <summary>Whether the account may create webhooks; null while that is not known.</summary>
    public bool? MayCreateWebhooks { get; set; }

    public bool HasTrigger => TriggerPush || TriggerPullRequest;

    /// <summary>The trigger source: as chosen, as long as it is offered.</summary>
    public TriggerSource TriggerSource => TriggerSourceChoice.Of(ChosenTriggerSource, MayCreateWebhooks, HasTrigger);

    /// <summary>What is stored of it.</summary>
    public ReviewAnswers ToAnswers() =>
        new(ProfileName.Trim(), BranchName.Clean(Branch), TriggerPush, TriggerPullRequest, TriggerSource, TriggerPullRequest && TriggerDrafts, TriggerPullRequest && TriggerForks);

    /// <summary>Fills the form with what was stored.</summary>
    public void Take(ReviewAnswers answers)
    {
        (ProfileName, Branch, TriggerPush, TriggerPullRequest) = (answers.ProfileName, answers.Branch, answers.TriggerPush, answers.TriggerPullRequest);
        (TriggerDrafts, TriggerForks) = (answers.TriggerDrafts, answers.TriggerForks);
        ChosenTriggerSource = answers.TriggerSource == TriggerSource.None ? null : answers.TriggerSource;
    }

    /// <summary>A name for the profile of a repository: the repository's, with a number behind it where that is taken.</summary>
    public static string SuggestName(string repository, IEnumerable<string> taken)
    {
        var used = taken.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enumerable.Range(1, used.Count + 1).Select(number => WithNumber(repository.Trim(), number)).First(name => !used.Contains(name));
    }

    private static string WithNumber(string name, int number)
    {
        var suffix = number == 1 ? "" : $" {number}";
        var most = MaximumNameLength - suffix.Length;
        return (name.Length <= most ? name : name[..most].TrimEnd(' ', '-', '_', '.')) + suffix;
    }
}
