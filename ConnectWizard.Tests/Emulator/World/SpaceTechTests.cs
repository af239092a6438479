using System.Buffers;
using AzureDevOpsEmulator.World;
using AzureDevOpsEmulator.World.SpaceTech;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.World;

public sealed class SpaceTechTests
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/:\\~&%;@'\"?<>|#$*}{,+=[]");
    private static readonly IReadOnlyList<TeamProjectCollection> Main = Servers.Main.Collections;

    private static bool IsForbidden(string name) => name.AsSpan().ContainsAny(Forbidden);

    private static IEnumerable<TeamProject> Projects => Main.SelectMany(collection => collection.Projects);

    [Fact]
    public void Names_keep_the_product_s_rules()
    {
        var names = Main.Select(collection => collection.Name).Concat(Projects.Select(project => project.Name));

        names.ShouldAllBe(name => name.Length <= 64 && !IsForbidden(name) && !name.StartsWith('_') && !name.EndsWith('.'));
    }

    [Fact]
    public void It_is_as_big_as_a_company_is()
    {
        Projects.SelectMany(project => project.Repositories).Count().ShouldBeInRange(200, 400);
        Main.Max(collection => collection.Projects.Count).ShouldBeGreaterThan(150);
    }

    [Fact]
    public void It_has_one_of_each_odd_thing()
    {
        var repositories = Projects.SelectMany(project => project.Repositories).ToList();

        Projects.ShouldContain(project => project.UsesTfvc && project.Repositories.Count == 0);
        Projects.ShouldContain(project => !project.UsesTfvc && project.Repositories.Count == 0);
        repositories.ShouldContain(repository => repository.IsDisabled);
        repositories.ShouldContain(repository => repository.IsInMaintenance);
        repositories.ShouldContain(repository => repository.Branches.Count == 0);
        repositories.ShouldContain(repository => repository.Parent != null);
        repositories.ShouldContain(repository => repository.Branches.Count > 12);
        foreach (var branch in new[] { "main", "master", "develop" })
            repositories.ShouldContain(repository => repository.Branches.Count > 0 && repository.Branches[0] == branch);
    }

    [Fact]
    public void Ids_are_unique_and_always_the_same()
    {
        var ids = Projects.SelectMany(project => project.Repositories.Select(repository => repository.Id).Append(project.Id)).ToList();

        ids.Distinct().Count().ShouldBe(ids.Count);
        StableId.For("azure", "DefaultCollection", "Mission Control").ShouldBe(new Guid("f255a656-edd4-54e3-a95d-93b23fedefb7"));
    }
}
