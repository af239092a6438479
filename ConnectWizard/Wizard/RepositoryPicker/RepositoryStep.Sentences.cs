using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;

namespace ConnectWizard.Wizard.RepositoryPicker;

/// <content>What the step says about the list.</content>
public sealed partial class RepositoryStep
{
    /// <summary>Project and repository of a pasted address, as they are searched for, until one is chosen.</summary>
    private string? Pasted => State.Draft is { Repository: null, Server: { PastedProject: var project, PastedRepository: { Length: > 0 } repository } }
        ? NameOf(_marked) ?? (string.IsNullOrEmpty(project) ? repository : $"{project}/{repository}")
        : null;

    /// <summary>The marked repository, where it can be chosen.</summary>
    private ListedRepository? Marked => _marked is { } row && _list.Snapshot[row] is { IsSelectable: true } repository ? repository : null;

    private bool IsReading => _list.IsReading || (!_list.IsOpen && _problem is null);

    private bool IsComplete => _list.Snapshot.IsComplete && !IsReading;

    private bool IsMissing => _list.IsOpen && _list.Matches.Length == 0 && _list.Search.Trim().Length > 0;

    private Problem? ListProblem => _list.Snapshot.Problem
        ?? (IsComplete && _list.Snapshot.Count == 0 ? WithoutRepositories() : null);

    private string CountSentence =>
        Sentence("Repositories", _list.Snapshot.Count, _list.Matches.Count, _list.Snapshot.Count) + " " + Sentence("Projects", _list.Matches.ProjectCount, _list.Matches.ProjectCount);

    private string EmptySentence => Sentence("Empty", _list.Matches.EmptyCount, _list.Matches.EmptyCount);

    private string PastedNote =>
        _marked is not null ? Text["Pasted.There"].Value : IsComplete ? Text["Pasted.NotThere"].Value : "";

    /// <summary>What is spoken: the reading when it begins, and the count once it has stood for a second.</summary>
    private async Task AnnounceAsync()
    {
        if (_message.Length == 0 && IsReading)
        {
            _message = Text["Reading"];
            StateHasChanged();
        }

        var announcement = ++_announcements;
        await Task.Delay(TimeSpan.FromSeconds(1), Time, CancellationToken);
        if (announcement == _announcements && !IsReading)
        {
            _message = CountSentence;
            StateHasChanged();
        }
    }

    /// <summary>What the list has instead of the pasted repository, as it is searched for.</summary>
    private IEnumerable<string> Similar => State.Draft?.Server is { PastedRepository: { Length: > 0 } repository, PastedProject: var project }
        ? _list.Snapshot.FindSimilar(string.IsNullOrEmpty(project) ? null : project, repository).Select(listed => $"{listed.Project.Name}/{listed.Name}")
        : [];

    /// <summary>The repository chosen before, else the one of a pasted address.</summary>
    private int? FindMarked()
    {
        var (project, repository) = State.Draft is { Repository: { } chosen }
            ? (chosen.Project, chosen.Name)
            : (State.Draft?.Server.PastedProject, State.Draft?.Server.PastedRepository);
        return repository is null ? null : _list.Snapshot.Find(project, repository);
    }

    /// <summary>An address may name ids, or end in <c>.git</c>: the list says what is meant.</summary>
    private string? NameOf(int? row) => row is { } found && _list.Snapshot[found] is var listed ? $"{listed.Project.Name}/{listed.Name}" : null;

    private Problem WithoutRepositories()
    {
        var draft = State.Draft!;
        var isTfvc = _list.Snapshot.EmptyProjects.Count > 0 && _list.Snapshot.EmptyProjects.All(empty => empty.Reason == ProjectWithoutRepositoriesReason.TfvcOnly);
        var problem = isTfvc
            ? new Problem(ProblemCode.TfvcOnly).With("project", _list.Snapshot.EmptyProjects[0].Project.Name)
            : new Problem(ProblemCode.RepositoriesNone);
        return problem.With("collection", draft.Target!.Collection).With("account", draft.Facts?.AccountName ?? "");
    }

    private string Sentence(string key, int number, params IEnumerable<int> values) =>
        Text[$"{key}.{(number == 1 ? "One" : "Many")}", [.. values.Select(value => value.ToString("N0", CultureInfo.CurrentCulture))]];
}
