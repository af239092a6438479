using AzureDevOpsEmulator.Git;
using AzureDevOpsEmulator.Git.Objects;
using AzureDevOpsEmulator.Git.Seed;
using AzureDevOpsEmulator.State;
using AzureDevOpsEmulator.World;
using AzureDevOpsEmulator.World.SpaceTech;
using ConnectWizard.Emulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Git.Seed;

public sealed class SeededRepositoryTests
{
    private static readonly Guid Id = new("6c1f2f4e-95c0-4a0e-9a3d-52b1c7f0a111");
    private static readonly string[] Branches = ["main", "release/2024.1", "feature/größe"];

    [Fact]
    public void The_same_repository_has_the_same_objects_in_every_run()
    {
        var refs = SeededRepository.Create(Id, "Orbit Planner", Branches).Refs.List();

        refs.ShouldBe(SeededRepository.Create(Id, "Orbit Planner", Branches).Refs.List());
        refs.ShouldContain(new GitRef("refs/heads/main", ObjectId.Parse("a7a9192230cc2bb047eed4f0bf4456b4623dc56a")));
    }

    [Fact]
    public void Repositories_differ()
    {
        var tips = Enumerable.Range(0, 50)
            .Select(number => Tip(SeededRepository.Create(new Guid(number, 0, 0, new byte[8]), $"Repository {number}", ["main"])));

        tips.Distinct().Count().ShouldBe(50);
    }

    [Fact]
    public void A_history_reads_like_people_at_work()
    {
        for (var number = 0; number < 30; number++)
        {
            var repository = SeededRepository.Create(new Guid(number, 0, 0, new byte[8]), "Ground Station", ["main"]);

            var commits = repository.Objects.Walk([Tip(repository)]).Select(commit => commit.Commit).ToList();

            commits.Count.ShouldBeInRange(3, 10);
            commits.Select(commit => commit.Author.When).ShouldBeInOrder(SortDirection.Descending);
            commits.ShouldAllBe(commit => commit.Author.When.DayOfWeek != DayOfWeek.Sunday && commit.Author.When.Hour >= 8);
            commits.DistinctBy(commit => commit.Author.Name, StringComparer.Ordinal).Count().ShouldBeLessThanOrEqualTo(3);
            FileTree.Read(repository.Objects, commits[0].Tree).Keys.ShouldContain(path => path == "README.md");
        }
    }

    [Fact]
    public void No_branches_make_an_empty_repository()
    {
        var repository = SeededRepository.Create(Id, "Empty", []);

        repository.Refs.List().ShouldBeEmpty();
        repository.DefaultBranch.ShouldBe("refs/heads/main");
    }

    [Fact]
    public void A_repository_is_created_once()
    {
        var contents = new RepositoryContents(Journal.Open(null));
        var repository = Servers.Main.Collections[0].Projects.SelectMany(project => project.Repositories).First();

        contents.Of(repository).ShouldBeSameAs(contents.Of(repository));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_clone_of_a_seeded_repository_satisfies_Git(int number)
    {
        var ct = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var repository = SeededRepository.Create(new Guid(number, 0, 0, new byte[8]), "Antenna-Control", Branches);
        await using var host = await GitHost.StartAsync(repository, ct);
        var git = new GitProgram(folder.Path);

        await git.RunAsync(ct, "clone", "--mirror", host.Url, "clone");

        var clone = git.In("clone");
        (await clone.RunAsync(ct, "fsck", "--full", "--strict")).ShouldBeEmpty();
        (await clone.RunAsync(ct, "for-each-ref", "--format=%(refname)", "refs/heads")).Split('\n').Length.ShouldBe(3);
    }

    private static ObjectId Tip(GitRepository repository) =>
        repository.Refs.List().Single(entry => entry.Name == repository.DefaultBranch).Target;
}
