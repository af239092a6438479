using ConnectWizard.Connections;
using ConnectWizard.Repositories;

namespace ConnectWizard.Wizard.Review;

/// <summary>The branches of the chosen repository as far as one response lists them; beyond that the server is asked for what is typed.</summary>
internal sealed class BranchList(ConnectionState state, RepositoryChoice repository)
{
    /// <summary>The most that Azure DevOps gives in one answer.</summary>
    private const int Limit = 1000;

    private const int MaxSuggestions = 50;

    private string[] _names = [];

    /// <summary>How many there are; at least so many where the list is partial.</summary>
    public int Count => _names.Length;

    /// <summary>There may be more than were listed.</summary>
    public bool IsPartial => _names.Length >= Limit;

    /// <summary>Why they could not be read.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>They were read, so what is not among them is not there.</summary>
    public bool IsRead { get; private set; }

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var branches = await state.ListBranchesAsync(repository, filter: null, Limit, cancellationToken);
        Problem = branches.Problem;
        IsRead = branches.Succeeded;
        _names = branches.Succeeded ? [.. branches.Value.Select(branch => branch.Name).Order(StringComparer.OrdinalIgnoreCase)] : [];
    }

    /// <summary>Branches that contain what is typed; where the list is partial the server looks for them.</summary>
    public async Task<IReadOnlyList<string>> SuggestAsync(string typed, CancellationToken cancellationToken)
    {
        var text = BranchName.Clean(typed);
        var known = _names.Where(name => name.Contains(text, StringComparison.OrdinalIgnoreCase)).Take(MaxSuggestions).ToArray();
        if (!IsPartial || text.Length == 0 || known.Length == MaxSuggestions)
            return known;

        var found = await state.ListBranchesAsync(repository, text, MaxSuggestions, cancellationToken);
        return found.Succeeded ? [.. found.Value.Select(branch => branch.Name)] : known;
    }

    /// <summary>Whether a branch is there. One that was not there when the list was read may have been pushed since, so the server is asked.</summary>
    /// <returns>True where it cannot be found out: what cannot be checked is not refused.</returns>
    public async Task<bool> HasAsync(string branch, CancellationToken cancellationToken)
    {
        if (!IsRead || _names.Contains(branch, StringComparer.Ordinal))
            return true;

        var found = await state.FindBranchAsync(repository, branch, cancellationToken);
        return !found.Succeeded || found.Value.CommitId is not null;
    }

    /// <summary>A branch that differs in upper and lower case alone, which Git does not take as the same.</summary>
    public string? SpelledLike(string branch) => _names.FirstOrDefault(name => string.Equals(name, branch, StringComparison.OrdinalIgnoreCase));
}
