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
        "{0}/{1}/_git/_optimized/{2}", "{0}/{1}/_apis/git/repositories/{2}", "{0}/{1}/_apis/git/repositories/{2}/refs?filter=heads/", "{0}/_apis/git/{1}/repositories/{2}",
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

    /// <summary>Letters of many kinds, and the marks that Azure DevOps allows in names.</summary>
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

    private static void Check(string[] families, Action<string, string, string> holds) =>
        Prop.ForAll(Names().Zip(Names()).ToArbitrary(), names =>
        {
            foreach (var family in families)
                holds(string.Format(null, family, "contoso", Uri.EscapeDataString(names.Item1), Uri.EscapeDataString(names.Item2)), names.Item1, names.Item2);
        }).Check(Config.QuickThrowOnFailure.WithReplay(20261121, 77).WithMaxTest(300));

    private static Gen<string> Names() => Gen.Elements(Pieces).NonEmptyListOf().Select(pieces => string.Concat(pieces.Take(12))).Where(IsAllowed);

    private static bool IsAllowed(string name) =>
        name == name.Trim() && name[0] is not ('_' or '.') && name[^1] != '.' && name is not ("v3" or "tfs");
}
