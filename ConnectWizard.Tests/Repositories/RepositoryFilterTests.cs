using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ConnectWizard.Repositories;

[Trait("Kind", "Time")]
public sealed class RepositoryFilterTests
{
    private static readonly RepositorySnapshot Fleet = RepositorySamples.Snapshot(
        "Mars/rover-firmware", "Mars/rover", "Mars/Landekapsel-Größe", "Orbit/hoverover", "Orbit/roverlink", "Orbit/Antenna Control", "Çiğdem/ışık-sensor", "Rover/tools");

    [Theory]
    [InlineData("antenna control", "Orbit/Antenna Control")]
    [InlineData("CONTROL orb", "Orbit/Antenna Control")]
    [InlineData("grosse", "Mars/Landekapsel-Größe")]
    [InlineData("GRÖSSE", "Mars/Landekapsel-Größe")]
    [InlineData("isik", "Çiğdem/ışık-sensor")]
    [InlineData("IŞIK cigdem", "Çiğdem/ışık-sensor")]
    [InlineData("mars/rover-f", "Mars/rover-firmware")]
    [InlineData("mars antenna", "")]
    [InlineData("ver-f", "Mars/rover-firmware")]
    public void Each_word_occurs_in_repository_or_project(string search, string found) =>
        string.Join('|', Find(search).Paths()).ShouldBe(found);

    [Fact]
    public void What_is_meant_more_likely_comes_first_and_projects_stay_together() =>
        Find("rover").Paths().ShouldBe(["Mars/rover", "Mars/rover-firmware", "Rover/tools", "Orbit/roverlink", "Orbit/hoverover"]);

    [Fact]
    public void Nothing_typed_finds_everything_by_project_and_name() =>
        Find("  ").Paths().ShouldBe(
            ["Çiğdem/ışık-sensor", "Mars/Landekapsel-Größe", "Mars/rover", "Mars/rover-firmware", "Orbit/Antenna Control", "Orbit/hoverover", "Orbit/roverlink", "Rover/tools"]);

    [Fact]
    public void Counts_are_those_of_what_is_found()
    {
        var found = Find("rover");
        (found.Count, found.ProjectCount, found.Length).ShouldBe((5, 3, 8));
    }

    [Fact]
    public void Projects_without_repositories_are_found_by_their_name()
    {
        var snapshot = Fleet.With(isComplete: true, problem: null, default, [Empty("Old Payroll"), Empty("Archive")]);
        var found = RepositoryFilter.Apply(snapshot, "payROLL", TestContext.Current.CancellationToken);
        (found.Count, found.EmptyCount, found.OptionCount).ShouldBe((0, 1, 1));
        found[1].Project!.Name.ShouldBe("Old Payroll");
        snapshot.All.EmptyCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_cancelled_search_says_so()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => RepositoryFilter.ApplyAsync(Fleet, "rover", cancelled.Token));
    }

    [Fact]
    public void It_finds_exactly_what_a_plain_reading_of_the_rule_finds()
    {
        var names = Gen.Elements("a", "ab", "B-a", "Äb", "ba b", "ß", "a.a").Two();
        var property = Prop.ForAll(names.ListOf().ToArbitrary(), Gen.Elements("a", "b", "a b", "ab", "ss", "B.", "-").ToArbitrary(), (paths, search) =>
        {
            var all = paths.Select(path => $"{path.Item1}/{path.Item2}").ToList();
            var expected = all.Where(path => SearchText.Words(search).All(word =>
                SearchText.Fold(path).Split('/').Any(name => name.Contains(word, StringComparison.Ordinal))));
            var found = RepositoryFilter.Apply(RepositorySamples.Snapshot(all), search, CancellationToken.None);
            return found.Paths().Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        });
        Check.One(Config.QuickThrowOnFailure, property);
    }

    private static RepositoryMatches Find(string search) => RepositoryFilter.Apply(Fleet, search, TestContext.Current.CancellationToken);

    private static ProjectWithoutRepositories Empty(string name) => new(new ListedProject(RepositorySamples.Id(name), name), ProjectWithoutRepositoriesReason.TfvcOnly);
}
