using Shouldly;
using Xunit;

namespace ConnectWizard.Repositories;

public sealed class RepositoryMatchesTests
{
    private static readonly RepositoryMatches Shown = RepositorySamples.Snapshot("Mars/rover", "Orbit/relay", "Mars/base")
        .With(isComplete: true, problem: null, default, [new ProjectWithoutRepositories(new ListedProject(RepositorySamples.Id("Payroll"), "Payroll"), ProjectWithoutRepositoriesReason.TfvcOnly)])
        .All;

    [Fact]
    public void Rows_stand_below_the_heading_of_their_project() =>
        Shown.Rows().Select(row => row.Kind).ShouldBe([
            ListedKind.ProjectHeading, ListedKind.Repository, ListedKind.Repository,
            ListedKind.ProjectHeading, ListedKind.Repository,
            ListedKind.EmptyHeading, ListedKind.ProjectWithoutRepositories]);

    [Fact]
    public void A_heading_knows_its_project_and_how_many_follow() =>
        Shown.Rows().Where(row => row.Kind == ListedKind.ProjectHeading).Select(row => (row.Project!.Name, row.Count)).ShouldBe([("Mars", 2), ("Orbit", 1)]);

    [Fact]
    public void Rows_are_numbered_without_headings() =>
        Shown.Rows().Where(row => row.Ordinal > 0).Select(row => row.Ordinal).ShouldBe([1, 2, 3, 4]);

    [Fact]
    public void A_project_without_repositories_says_why() => Shown[Shown.Length - 1].Reason.ShouldBe(ProjectWithoutRepositoriesReason.TfvcOnly);

    [Fact]
    public void The_position_of_each_row_is_where_it_is_shown()
    {
        var rows = Shown.Rows().Where(row => row.Kind == ListedKind.Repository).ToList();
        rows.ShouldAllBe(row => Shown.PositionOf(row.Row) == row.Position);
        rows.Select(row => row.Row).ShouldBe([2, 0, 1]);
    }

    [Fact]
    public void A_row_that_was_not_found_has_no_position()
    {
        var snapshot = RepositorySamples.Snapshot("Mars/rover", "Orbit/relay");
        RepositoryFilter.Apply(snapshot, "relay", TestContext.Current.CancellationToken).PositionOf(0).ShouldBeNull();
    }

    [Fact]
    public void Nothing_found_shows_nothing() => RepositorySnapshot.Empty.All.Length.ShouldBe(0);
}
