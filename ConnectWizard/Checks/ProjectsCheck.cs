using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;

namespace ConnectWizard.Checks;

/// <summary>Whether the token sees projects, and a Git repository in one of them: without, there is nothing to pick.</summary>
internal sealed class ProjectsCheck(IRepositoryGateway gateway, CheckRun run, Secret token)
{
    private const int MaxDetails = 10;

    /// <returns>Null when the item has failed or the check has ended.</returns>
    public async Task<ProjectCount?> ListAsync()
    {
        run.Start(CheckItemId.Projects);
        var count = new ProjectCount();
        if (await run.AskAsync(CheckItemId.Projects, cancellation => CountAsync(count, cancellation)) is not { } asked)
            return null;

        // Some projects are enough to go on with, where counting them took too long.
        var isPartial = count.Total > 0 && asked.Problem?.Code == ProblemCode.TimedOut;
        if (!isPartial && (asked.Problem ?? (count.Total == 0 ? run.FindForeignTenant() ?? new Problem(ProblemCode.ProjectsNone) : null)) is { } problem)
        {
            run.Fail(CheckItemId.Projects, problem);
            return null;
        }

        run.Projects = count.IsComplete ? count.Total : null;
        return count;
    }

    /// <summary>Decides the item once the repositories are known as well.</summary>
    public async Task DecideAsync(Task<ProjectCount?> listing, Task<FoundRepository?> search)
    {
        if (await listing is not { } count)
            return;

        if (await search is { Asked: 0, Problem: null })
        {
            // A token of another tenant can get empty lists with 200.
            run.Fail(CheckItemId.Projects, run.FindForeignTenant() ?? await ExplainAsync(count));
            return;
        }

        var sentence = count.IsComplete ? (count.Total == 1 ? "one" : "passed") : "more";
        var total = count.Total.ToString("N0", CultureInfo.CurrentCulture);
        run.PassAs(CheckItemId.Projects, sentence, [new Evidence("First project", count.First[0].Name)], ("count", total));
    }

    private async Task<Result<ProjectCount>> CountAsync(ProjectCount count, CancellationToken cancellationToken)
    {
        await foreach (var project in gateway.ListProjectsAsync(run.Target, token, cancellationToken).WithCancellation(cancellationToken))
        {
            if (!project.Succeeded)
                return project.Problem;

            count.Add(project.Value, run.Policy.WebhookProjects, run.Subject.Project);
            if (count.Total == run.Policy.MaxProjects)
                return count;
        }

        count.IsComplete = true;
        return count;
    }

    /// <summary>No repository: there are none, or the code is in TFVC, which has none.</summary>
    private async Task<Problem> ExplainAsync(ProjectCount count)
    {
        foreach (var project in count.First.Take(MaxDetails))
        {
            var asked = await run.AskAsync(
                CheckItemId.Projects, cancellation => gateway.FindProjectAsync(run.Target, token, project.Id.ToString(), cancellation));
            if (asked?.Value is not { UsesTfvc: true, UsesGit: false })
                return new Problem(ProblemCode.RepositoriesNone);
        }

        return new Problem(ProblemCode.TfvcOnly).With("project", count.First[0].Name);
    }
}

internal sealed class ProjectCount
{
    private readonly List<Project> _first = [];

    public int Total { get; private set; }

    /// <summary>Counted to the end.</summary>
    public bool IsComplete { get; set; }

    public IReadOnlyList<Project> First => _first;

    public Project? Preferred { get; private set; }

    public void Add(Project project, int keep, string? preferred)
    {
        Total++;
        if (_first.Count < keep)
            _first.Add(project);

        if (project.Name.Equals(preferred, StringComparison.OrdinalIgnoreCase) || project.Id.ToString("D") == preferred)
            Preferred = project;
    }
}
