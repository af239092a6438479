using ConnectWizard.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ConnectWizard.Repositories;

public sealed class ProjectWithoutRepositoriesTests
{
    private readonly ScriptedGateway _gateway = new() { Repositories = _ => Scripted.Stream(RepositorySamples.Repository("Mars", "rover")) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_project_without_repositories_is_listed_with_its_reason()
    {
        _gateway.Projects = _ => Scripted.Stream(RepositorySamples.Project("Payroll"), RepositorySamples.Project("Mars"), RepositorySamples.Project("Empty"), RepositorySamples.Project("Secret"));
        _gateway.Project = (id, _) =>
            id == RepositorySamples.Id("Payroll").ToString() ? Scripted.ApiResponse(new ProjectDetails(RepositorySamples.Id("Payroll"), "Payroll", UsesGit: false, UsesTfvc: true))
            : id == RepositorySamples.Id("Empty").ToString() ? Scripted.ApiResponse(new ProjectDetails(RepositorySamples.Id("Empty"), "Empty", UsesGit: true, UsesTfvc: true))
            : Scripted.ApiResponse<ProjectDetails>(ProblemCode.PermissionMissing);
        var snapshot = await ReadAsync();
        snapshot.EmptyProjects.Select(empty => (empty.Project.Name, empty.Reason)).ShouldBe(
            [("Empty", ProjectWithoutRepositoriesReason.NoneVisible), ("Payroll", ProjectWithoutRepositoriesReason.TfvcOnly), ("Secret", ProjectWithoutRepositoriesReason.NotReadable)]);
    }

    [Fact]
    public async Task At_most_fifty_are_asked_about_and_three_at_once()
    {
        var (asked, running, mostRunning) = (0, 0, 0);
        _gateway.Projects = _ => Scripted.Stream(Enumerable.Range(0, 80).Select(number => RepositorySamples.Project($"Project {number:D2}")));
        _gateway.Project = async (id, _) =>
        {
            Interlocked.Increment(ref asked);
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref mostRunning, now);
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return new ProjectDetails(new Guid(id), "any", UsesGit: false, UsesTfvc: true);
        };
        var snapshot = await ReadAsync();
        snapshot.EmptyProjects.Count.ShouldBe(80);
        snapshot.EmptyProjects.Count(empty => empty.Reason == ProjectWithoutRepositoriesReason.Unknown).ShouldBe(30);
        (asked, mostRunning).ShouldSatisfyAllConditions(() => asked.ShouldBe(50), () => mostRunning.ShouldBeLessThanOrEqualTo(3));
    }

    [Fact]
    public async Task When_projects_cannot_be_listed_the_repositories_are_still_all_there()
    {
        _gateway.Projects = _ => new[] { Result<Project>.FromProblem(new Problem(ProblemCode.ScopeMissing)) }.ToAsyncEnumerable();
        var snapshot = await ReadAsync();
        (snapshot.Count, snapshot.IsComplete, snapshot.Problem?.Code).ShouldBe((1, true, ProblemCode.ScopeMissing));
    }

    private async Task<RepositorySnapshot> ReadAsync()
    {
        using var watcher = new Watcher(new RepositoryCatalog(_gateway, TimeProvider.System, NullLogger<RepositoryCatalog>.Instance), RepositorySamples.Source());
        await watcher.UntilReadAsync(Cancellation);
        return watcher.Snapshot;
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
            Interlocked.CompareExchange(ref target, value, seen);
    }
}
