using AzureDevOpsEmulator.Git.Objects;
using AzureDevOpsEmulator.Tls;
using ConnectWizard.Emulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Git;

public sealed class GitServerTests : GitServerFixture
{
    private const string V0 = "protocol.version=0", V1 = "protocol.version=1", V2 = "protocol.version=2";

    public static TheoryData<string> Protocols => [V0, new TheoryDataRow<string>(V1).WithTrait("Kind", "Deep"), V2];

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_clone_is_complete_and_sound(string protocol)
    {
        var tip = Grow(5);
        var tag = Tag("v1.0.0", tip);
        Grow(2, "feature/orbit", tip);

        await Git.RunAsync(Ct, "-c", protocol, "clone", Host.Url, "clone");

        var clone = Git.In("clone");
        (await clone.RunAsync(Ct, "rev-parse", "HEAD")).ShouldBe(tip.ToString());
        (await clone.RunAsync(Ct, "rev-parse", "v1.0.0")).ShouldBe(tag.ToString());
        (await clone.RunAsync(Ct, "symbolic-ref", "HEAD")).ShouldBe("refs/heads/main");
        (await CountAsync(clone, "origin/feature/orbit")).ShouldBe(7);
        (await File.ReadAllTextAsync(Path.Combine(clone.Folder, "src", "a.txt"), Ct)).ShouldBe("main 5\n");
        (await clone.RunAsync(Ct, "fsck", "--full", "--strict")).ShouldBeEmpty();
        (await clone.RunAsync(Ct, "status", "--porcelain")).ShouldBeEmpty();
        Host.Protocols.First().ShouldBe(protocol == V0 ? "" : protocol["protocol.".Length..]);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Refs_are_listed_with_what_tags_mean(string protocol)
    {
        var tip = Grow(2);
        var tag = Tag("v1.0.0", tip);

        var listed = await Git.RunAsync(Ct, "-c", protocol, "ls-remote", "--symref", Host.Url);

        listed.Split('\n').ShouldBe([
            "ref: refs/heads/main\tHEAD",
            $"{tip}\tHEAD",
            $"{tip}\trefs/heads/main",
            $"{tag}\trefs/tags/v1.0.0",
            $"{tip}\trefs/tags/v1.0.0^{{}}",
        ]);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_later_fetch_brings_only_what_is_new(string protocol)
    {
        var first = Grow(3);
        await Git.RunAsync(Ct, "-c", protocol, "clone", Host.Url, "clone");
        var clone = Git.In("clone");
        var second = Grow(2);
        Tag("v2.0.0", second);
        Repository.Refs.TryUpdate("refs/heads/old", default, first);

        var (_, _, told) = await clone.TryAsync(Ct, "-c", protocol, "fetch", "--progress");

        told.ShouldContain("Found 9 objects to send."); // two commits with a changed file in a folder each, and the tag
        (await clone.RunAsync(Ct, "rev-parse", "origin/main")).ShouldBe(second.ToString());
        (await clone.RunAsync(Ct, "rev-parse", "v2.0.0^{}")).ShouldBe(second.ToString());
        (await clone.RunAsync(Ct, "rev-parse", "origin/old")).ShouldBe(first.ToString());
        (await clone.RunAsync(Ct, "fsck", "--full", "--strict")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_fetch_that_must_search_for_common_ground_finds_it(string protocol)
    {
        Grow(3);
        await Git.RunAsync(Ct, "clone", Host.Url, "clone");
        var clone = Git.In("clone");
        for (var i = 0; i < 40; i++) await clone.RunAsync(Ct, "commit", "--allow-empty", "-m", $"Own {i}");
        var tip = Grow(1);

        var (_, _, told) = await clone.TryAsync(Ct, "-c", protocol, "fetch", "--progress");

        told.ShouldContain("Found 4 objects to send.");
        (await clone.RunAsync(Ct, "rev-parse", "origin/main")).ShouldBe(tip.ToString());
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Unrelated_histories_are_fetched_whole(string protocol)
    {
        Grow(3);
        await Git.RunAsync(Ct, "init", "other");
        var other = Git.In("other");
        for (var i = 0; i < 20; i++) await other.RunAsync(Ct, "commit", "--allow-empty", "-m", $"Own {i}");

        await other.RunAsync(Ct, "-c", protocol, "fetch", Host.Url, "main");

        (await CountAsync(other, "FETCH_HEAD")).ShouldBe(3);
        (await other.RunAsync(Ct, "fsck", "--full", "--no-dangling")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task An_empty_repository_can_be_cloned(string protocol)
    {
        var (exitCode, _, error) = await Git.TryAsync(Ct, "-c", protocol, "clone", Host.Url, "clone");

        exitCode.ShouldBe(0, error);
        error.ShouldContain("empty repository");
        (await Git.In("clone").RunAsync(Ct, "symbolic-ref", "HEAD")).ShouldStartWith("refs/heads/");
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task What_is_not_there_is_refused_in_words(string protocol)
    {
        Grow(1);
        await Git.RunAsync(Ct, "init", "other");

        var (exitCode, _, error) = await Git.In("other").TryAsync(Ct, "-c", protocol, "fetch", Host.Url, new string('1', 40));

        exitCode.ShouldBe(128);
        error.ShouldContain($"upload-pack: not our ref {new string('1', 40)}");
    }

    [Fact]
    public async Task Git_trusts_the_emulators_certificates_by_its_authority_file()
    {
        Grow(1);
        using var folder = new TemporaryFolder();
        var certificates = CertificateFolder.OpenOrCreate(folder.Path, TimeProvider.System);
        await using var secure = await GitHost.StartAsync(Repository, Ct, certificates);

        await Git.RunAsync(Ct, "-c", $"http.sslCAInfo={certificates.AuthorityFile}", "clone", secure.Url, "clone");
        var (exitCode, _, error) = await Git.TryAsync(Ct, "ls-remote", secure.Url);

        exitCode.ShouldBe(128);
        error.ShouldContain("certificate");
    }

    [Fact]
    public async Task A_commit_without_a_ref_can_be_fetched_by_name()
    {
        var buried = Grow(1);
        Grow(1);
        await Git.RunAsync(Ct, "init", "other");

        await Git.In("other").RunAsync(Ct, "fetch", Host.Url, buried.ToString());

        (await CountAsync(Git.In("other"), "FETCH_HEAD")).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Many_wants_make_a_long_request_that_is_understood(string protocol)
    {
        Grow(1);
        var author = new GitSignature("Ada", "ada@spacetech.example", DateTimeOffset.UnixEpoch);
        for (var i = 0; i < 1500; i++)
        {
            var tip = Repository.Objects.PutCommit([], author, $"Commit {i}");
            Repository.Refs.TryUpdate($"refs/heads/branch-{i}", default, tip);
        }

        await Git.RunAsync(Ct, "-c", protocol, "-c", "http.postBuffer=65536", "clone", Host.Url, "clone"); // sent in chunks above that

        (await CountAsync(Git.In("clone"), "--all")).ShouldBe(1501);
    }

    [Fact]
    public async Task A_request_above_a_kilobyte_arrives_compressed_and_is_understood()
    {
        var tip = Grow(1);
        for (var i = 0; i < 60; i++) Grow(1, $"branch-{i}", tip);

        await Git.RunAsync(Ct, "clone", Host.Url, "clone");

        (await CountAsync(Git.In("clone"), "--all")).ShouldBe(61);
    }
}
