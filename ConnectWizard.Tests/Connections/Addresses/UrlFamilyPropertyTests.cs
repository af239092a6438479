using System.Globalization;
using System.Text;
using ConnectWizard.Repositories;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ConnectWizard.Connections.Addresses;

/// <summary>Whatever a project and a repository are called, each of Azure DevOps' URLs leads to exactly them.</summary>
public sealed class UrlFamilyPropertyTests
{
    private static readonly string[] Web =
    [
        "{0}/{1}/_git/{2}", "{0}/{1}/_git/{2}?path=%2Fsrc&version=GBmain", "{0}/{1}/_git/{2}/pullrequest/12", "{0}/{1}/_git/{2}/commit/0a1b#top", "{0}/{1}/_git/_full/{2}",
        "{0}/{1}/_git/_optimized/{2}", "{0}/{1}/_git/{2}/commits?itemVersion=GBmain", "{0}/{1}/_git/{2}/branches", "{0}/{1}/_git/{2}/pushes/12", "{0}/{1}/_git/{2}/pullrequest/12?_a=files",
        "{0}/{1}/_git/{2}/tags", "{0}/{1}/_git/{2}?path=/README.md&version=GCabc&line=7&_a=contents", "{0}/{1}/_git/{2}/info/refs?service=git-upload-pack",
        "{0}/{1}/_apis/git/repositories/{2}/pullRequests/12/threads?api-version=7.1", "{0}/{1}/_apis/git/repositories/{2}/items?path=/a.txt", "{0}/{1}/_apis/git/repositories/{2}", "{0}/{1}/_apis/git/repositories/{2}/refs?filter=heads/", "{0}/_apis/git/{1}/repositories/{2}",
    ];

    private static readonly string[] Services =
    [
        .. Web.Select(path => "https://dev.azure.com/" + path), .. Web.Select(path => "https://{0}@dev.azure.com/" + path), .. Web.Select(path => "https://{0}.visualstudio.com" + path[3..]),
        .. Web.Select(path => "https://{0}.visualstudio.com/DefaultCollection" + path[3..]), "git@ssh.dev.azure.com:v3/{0}/{1}/{2}", "ssh://git@ssh.dev.azure.com/v3/{0}/{1}/{2}",
        "git@ssh.dev.azure.com:v3/{0}/{1}/_full/{2}", "ssh://{0}@vs-ssh.visualstudio.com:22/{1}/_ssh/{2}", "{0}@vs-ssh.visualstudio.com:v3/{0}/{1}/{2}",
        "git clone https://dev.azure.com/{0}/{1}/_git/{2}", "git::https://dev.azure.com/{0}/{1}/_git/{2}?ref=v1",
    ];

    private static readonly string[] Server =
    [
        .. Web.Select(path => "https://s.example/" + path), .. Web.Select(path => "https://s.example:8443/tfs/" + path), "ssh://s.example:22/{0}/{1}/_git/{2}",
        "ssh://s.example:22/tfs/{0}/{1}/_ssh/{2}", "ssh://s.example:22/v3/{0}/{1}/{2}", "git clone \"https://s.example/{0}/{1}/_git/{2}\"",
    ];

    /// <summary>Names that differ in what a search folds, in joiners, or in a suffix alone, beside letters of many kinds and the marks that Azure DevOps allows.</summary>
    private static readonly string[] Pieces = ["a", "Z", "7", "é", "e\u0301", "ß", "東京", "مى\u200cخ", "👩\u200d🚀", " ", "-", "_", ".", "(", ")", "'", "!", "`", "^", "x.git", "v3", "git"];

    [Fact]
    public void An_address_of_the_cloud_names_its_repository_whatever_it_is_called() => Check(Services, (text, project, repository) =>
    {
        var parsed = AddressParser.ParsePasted(text).ShouldBeOfType<ParsedServices>(text);
        (parsed.Organization, parsed.Project, parsed.Repository).ShouldBe(("contoso", project, repository), text);
    });

    [Fact]
    public void An_address_of_a_server_names_its_repository_whatever_it_is_called() => Check(Server, (text, project, repository) =>
    {
        var parsed = AddressParser.ParsePasted(text).ShouldBeOfType<ParsedServer>(text);
        (parsed.Collection, parsed.Project, parsed.Repository).ShouldBe(("contoso", project, repository), text);
    });

    /// <summary>As the picker does it: in a world of repositories that look alike each address marks its own.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(10, Traits = ["Kind", "Deep"])]
    public void Each_address_marks_exactly_its_repository_in_a_world_of_similar_ones(int worlds) =>
        Prop.ForAll(Names().Zip(Names()).NonEmptyListOf().Select(World).ToArbitrary(), world =>
        {
            var snapshot = RepositorySamples.Snapshot(world.Select(one => $"{one.Project}/{one.Repository}"));
            for (var row = 0; row < world.Length; row++)
            {
                foreach (var text in Services.Concat(Server).Select(family => Fill(family, world[row].Project, world[row].Repository)))
                    Find(snapshot, AddressParser.ParsePasted(text)).ShouldBe(row, text);
            }
        }).Check(Config.QuickThrowOnFailure.WithReplay(20261128, 77).WithMaxTest(worlds).WithEndSize(25));

    private static int? Find(RepositorySnapshot snapshot, ParsedAddress parsed) => parsed switch
    {
        ParsedServices { Repository: { } repository } services => snapshot.Find(services.Project, repository),
        ParsedServer { Repository: { } repository } server => snapshot.Find(server.Project, repository),
        _ => null,
    };

    /// <summary>With neighbours of each name, and no two that are the same to Azure DevOps.</summary>
    private static (string Project, string Repository)[] World(IList<(string Project, string Repository)> names)
    {
        var all = names.SelectMany(one => new[] { one, (one.Project, Repository: SearchText.Fold(one.Repository)), (one.Project, Repository: one.Repository + ".git"), (Project: SearchText.Fold(one.Project), one.Repository) });
        return [.. all.Where(one => IsAllowed(one.Project) && IsAllowed(one.Repository)).DistinctBy(one => (Key(one.Project), Key(one.Repository)))];
    }

    private static string Key(string name) => name.Normalize().ToUpperInvariant();

    private static string Fill(string family, string project, string repository) =>
        string.Format(null, family, "contoso", Uri.EscapeDataString(project), Uri.EscapeDataString(repository));

    private static void Check(string[] families, Action<string, string, string> holds) =>
        Prop.ForAll(Names().Zip(Names()).ToArbitrary(), names =>
        {
            foreach (var family in families)
                holds(Fill(family, names.Item1, names.Item2), names.Item1, names.Item2);
        }).Check(Config.QuickThrowOnFailure.WithReplay(20261121, 77).WithMaxTest(100));

    /// <summary>Any letter, mark, number, punctuation or symbol of Unicode, but those that Azure DevOps forbids in names.</summary>
    private static Gen<string> AnyLetter() => Gen.Choose(0x21, 0x1FFFF).Where(IsNameRune).Select(char.ConvertFromUtf32);

    private static bool IsNameRune(int value) => Rune.TryCreate(value, out var rune) && !@"/:\~&%;@""?<>|#$*}{,+=[]".Contains((char)value, StringComparison.Ordinal)
        && (Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    private static Gen<string> Names() => Gen.OneOf(Gen.Elements(Pieces), AnyLetter()).NonEmptyListOf().Select(pieces => string.Concat(pieces.Take(12))).Where(IsAllowed);

    private static bool IsAllowed(string name) =>
        name.Length > 0 && name == name.Trim() && name[0] is not ('_' or '.') && name[^1] != '.' && name is not ("v3" or "tfs");
}
