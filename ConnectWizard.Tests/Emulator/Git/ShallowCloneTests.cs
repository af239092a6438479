using AzureDevOpsEmulator.Git.Objects;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Git;

public sealed class ShallowCloneTests : GitServerFixture
{
    public static TheoryData<string> Protocols => ["protocol.version=0", "protocol.version=2"];

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_shallow_clone_has_the_depth_asked_for(string protocol)
    {
        var tip = Grow(6);

        var clone = await CloneAsync(protocol, "--depth=2");

        (await clone.RunAsync(Ct, "rev-parse", "HEAD")).ShouldBe(tip.ToString());
        (await CountAsync(clone, "HEAD")).ShouldBe(2);
        (await clone.RunAsync(Ct, "fsck", "--full")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_shallow_clone_follows_and_keeps_its_border(string protocol)
    {
        Grow(6);
        var clone = await CloneAsync(protocol, "--depth=2");
        Grow(3);

        await clone.RunAsync(Ct, "-c", protocol, "fetch");

        (await CountAsync(clone, "origin/main")).ShouldBe(5);
        (await clone.RunAsync(Ct, "fsck", "--full")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_shallow_clone_can_be_deepened_and_completed(string protocol)
    {
        Grow(6);
        var clone = await CloneAsync(protocol, "--depth=1");

        await clone.RunAsync(Ct, "-c", protocol, "fetch", "--depth=2");
        (await CountAsync(clone, "HEAD")).ShouldBe(2);
        await clone.RunAsync(Ct, "-c", protocol, "fetch", "--deepen=2");
        (await CountAsync(clone, "HEAD")).ShouldBe(4);
        await clone.RunAsync(Ct, "-c", protocol, "fetch", "--unshallow");

        (await CountAsync(clone, "HEAD")).ShouldBe(6);
        (await clone.RunAsync(Ct, "rev-parse", "--is-shallow-repository")).ShouldBe("false");
        (await clone.RunAsync(Ct, "fsck", "--full", "--strict")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task History_can_stop_at_a_time(string protocol)
    {
        Grow(6);

        var clone = await CloneAsync(protocol, "--shallow-since=2024-03-01T13:00:00+01:00"); // the fourth is of 13:30

        (await CountAsync(clone, "HEAD")).ShouldBe(3);
    }

    [Theory]
    [InlineData("protocol.version=0", "refs/tags/v1.0.0")]
    [InlineData("protocol.version=2", "refs/tags/v1.0.0")]
    [InlineData("protocol.version=0", "v1.0.0")]
    [InlineData("protocol.version=2", "v1.0.0")]
    public async Task History_can_stop_at_a_tag(string protocol, string name)
    {
        Tag("v1.0.0", Grow(2));
        Grow(3);

        var clone = await CloneAsync(protocol, "--shallow-exclude=" + name);

        (await CountAsync(clone, "HEAD")).ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_merge_is_cut_on_both_sides(string protocol)
    {
        var fork = Grow(4);
        var side = Grow(3, "side", fork);
        var main = Grow(1);
        var merged = Merge(main, side);

        var clone = await CloneAsync(protocol, "--depth=3");

        (await clone.RunAsync(Ct, "rev-parse", "HEAD")).ShouldBe(merged);
        (await CountAsync(clone, "HEAD")).ShouldBe(5); // the merge, and two of either side
        (await clone.RunAsync(Ct, "fsck", "--full")).ShouldBeEmpty();
    }

    private string Merge(ObjectId main, ObjectId side)
    {
        var objects = Repository.Objects;
        var merge = GitCommit.From(objects.Find(side)!) with { Parents = [main, side], Message = "Merge side" };
        objects.Put(merge.ToObject());
        Repository.Refs.TryUpdate("refs/heads/main", main, merge.ToObject().Id).ShouldBeTrue();
        return merge.ToObject().Id.ToString();
    }

    private async Task<GitProgram> CloneAsync(string protocol, string depth)
    {
        await Git.RunAsync(Ct, "-c", protocol, "clone", depth, Host.Url, "clone");
        return Git.In("clone");
    }
}
