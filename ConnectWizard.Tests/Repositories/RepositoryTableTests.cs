using Shouldly;
using Xunit;

namespace ConnectWizard.Repositories;

[Trait("Kind", "Time")]
public sealed class RepositoryTableTests
{
    [Fact]
    public void What_goes_in_comes_out()
    {
        var rover = RepositorySamples.Repository("Mars", "Rover Größe 🚀") with { DefaultBranch = "trunk" };
        var listed = Snapshot(rover)[0];
        (listed.Id, listed.Name, listed.DefaultBranch).ShouldBe((rover.Id, rover.Name, "trunk"));
        (listed.Project.Id, listed.Project.Name).ShouldBe((rover.ProjectId, "Mars"));
    }

    [Fact]
    public void What_cannot_be_picked_says_why()
    {
        var plain = RepositorySamples.Repository("Mars", "rover");
        var snapshot = Snapshot(
            plain, plain with { IsDisabled = true, DefaultBranch = null }, plain with { IsInMaintenance = true }, plain with { DefaultBranch = null },
            plain with { ProjectState = ProjectState.Deleted }, plain with { ProjectState = ProjectState.NotReady, IsDisabled = true });
        Enumerable.Range(0, 6).Select(row => snapshot[row].Availability).ShouldBe(
        [
            RepositoryAvailability.Available, RepositoryAvailability.Disabled, RepositoryAvailability.InMaintenance, RepositoryAvailability.Empty,
            RepositoryAvailability.ProjectDeleted, RepositoryAvailability.ProjectNotReady,
        ]);
    }

    [Fact]
    public void An_earlier_snapshot_stays_as_it_was_while_more_arrives()
    {
        var table = new RepositoryTable();
        table.Add(RepositorySamples.Repository("Mars", "rover"));
        var early = table.Snapshot();
        for (var number = 0; number < 3000; number++)
            table.Add(RepositorySamples.Repository($"Project {number % 40}", $"repo {number}"));

        early.All.Paths().ShouldBe(["Mars/rover"]);
        table.Snapshot()[0].Name.ShouldBe("rover");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(5000)]
    public void The_order_is_the_same_however_the_rows_arrive(int rowsBetweenSnapshots)
    {
        var paths = Enumerable.Range(0, 2500).Select(number => $"Project {number * 7 % 31}/repo {number * 13 % 2500}").ToList();
        var table = new RepositoryTable();
        foreach (var (path, number) in paths.Select((path, number) => (path, number)))
        {
            table.Add(RepositorySamples.Repository(path.Split('/')[0], path.Split('/')[1]));
            _ = number % rowsBetweenSnapshots == 0 ? table.Snapshot() : null;
        }

        table.Snapshot(isLast: true, isComplete: true).All.Paths().ShouldBe(paths.OrderBy(path => path.Split('/')[0].ToLowerInvariant(), StringComparer.Ordinal)
            .ThenBy(path => path.Split('/')[1], StringComparer.Ordinal));
    }

    [Fact]
    public void Rows_that_are_shown_stay_in_place_while_more_arrive()
    {
        var table = new RepositoryTable();
        foreach (var paths in (string[][])[["Mars/rover", "Mars/lander"], ["Mars/antenna", "Earth/relay", "Earth/dish"]])
        {
            foreach (var path in paths)
                table.Add(RepositorySamples.Repository(path.Split('/')[0], path.Split('/')[1]));
            table.Snapshot();
        }

        table.Snapshot().All.Paths().ShouldBe(["Mars/lander", "Mars/rover", "Mars/antenna", "Earth/dish", "Earth/relay"]);
        table.Snapshot(isLast: true).All.Paths().ShouldBe(["Mars/lander", "Mars/rover", "Mars/antenna", "Earth/dish", "Earth/relay"]);
        table.Snapshot(isLast: true, isComplete: true).All.Paths().ShouldBe(["Earth/dish", "Earth/relay", "Mars/antenna", "Mars/lander", "Mars/rover"]);
    }

    [Theory]
    [InlineData("mars", "ROVER", 1)]
    [InlineData("Orbit", "rover", null)]
    [InlineData("Mars", "Röver", null)]
    [InlineData("Mars", "Te\u0301le\u0301metrie", 2)]
    [InlineData("Mars", "Telemetrie", 3)]
    [InlineData("Mars", "tools.git", 4)]
    [InlineData("Mars", "rover.git", 1)]
    public void A_repository_is_found_by_its_exact_name(string project, string name, int? row) =>
        RepositorySamples.Snapshot("Orbit/relay", "Mars/Rover", "Mars/Télémetrie", "Mars/Telemetrie", "Mars/tools.git", "Mars/tools").Find(project, name).ShouldBe(row);

    [Theory]
    [InlineData("MARS", "ROVER", null)]
    [InlineData("Mars", "Rover", 0)]
    [InlineData("Mars", "rover", 1)]
    [InlineData("Mars", "ROVER", null)]
    public void Of_names_that_differ_in_case_alone_the_exact_one_is_found(string project, string name, int? row) =>
        RepositorySamples.Snapshot("Mars/Rover", "Mars/rover").Find(project, name).ShouldBe(row);

    [Theory]
    [InlineData("Mars", "Têst Repo", "Mars/Test Repo,Mars/tést repo")]
    [InlineData("mars", "TEST REPO", "Mars/Test Repo,Mars/tést repo")]
    [InlineData("Märs", "Test Repo", "Mars/Test Repo,Mars/tést repo")]
    [InlineData("Orbit", "Test Repo", "")]
    [InlineData(null, "Straße", "Mars/Strasse")]
    [InlineData("Mars", "Ĳssel", "Mars/IJssel")]
    [InlineData("Mars", "ｆｕｌｌ", "Mars/full")]
    [InlineData("Mars", "Istanbul", "Mars/ıstanbul")]
    [InlineData("Mars", "nothing", "")]
    public void Names_that_look_alike_are_offered(string? project, string name, string similar)
    {
        var snapshot = RepositorySamples.Snapshot("Mars/Test Repo", "Mars/tést repo", "Mars/Strasse", "Mars/IJssel", "Mars/full", "Mars/ıstanbul");

        snapshot.FindSimilar(project, name).Select(found => $"{found.Project.Name}/{found.Name}").ShouldBe(similar.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_repository_is_found_by_its_id_whatever_the_project()
    {
        var snapshot = RepositorySamples.Snapshot("Orbit/relay", "Mars/Rover");

        snapshot.Find(null, snapshot[1].Id.ToString()).ShouldBe(1);
        snapshot.Find(snapshot[1].Project.Id.ToString(), "rover").ShouldBe(1);
        snapshot.Find(null, Guid.NewGuid().ToString()).ShouldBeNull();
    }

    [Fact]
    public void A_table_is_full_of_long_names_long_before_its_rows_are_used_up()
    {
        var table = new RepositoryTable(maxTextBytes: 2500);
        while (!table.IsFull && table.Count < 300)
            table.Add(RepositorySamples.Repository("Mars", $"{table.Count:D100}"));

        table.Count.ShouldBe(25);
    }

    [Fact]
    public void A_name_that_grows_when_it_is_folded_counts_with_its_growth()
    {
        const string eighteenLetters = "\uFDFA";
        var table = new RepositoryTable(maxTextBytes: 3000);
        while (!table.IsFull && table.Count < 300)
            table.Add(RepositorySamples.Repository("Mars", string.Concat(Enumerable.Repeat(eighteenLetters, 10))));

        table.Count.ShouldBeLessThan(10);
    }

    private static RepositorySnapshot Snapshot(params IEnumerable<Repository> repositories)
    {
        var table = new RepositoryTable();
        foreach (var repository in repositories)
            table.Add(repository);

        return table.Snapshot();
    }
}
