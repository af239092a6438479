using Shouldly;
using Xunit;

namespace ConnectWizard.Connections.Addresses;

/// <summary>What is pasted into the box above the form.</summary>
public sealed class ParsePastedTests
{
    /// <summary>Text, URL field, collection, project, repository.</summary>
    public static TheoryData<string, string, string?, string?, string?> Servers => new()
    {
        { "https://s.example", "https://s.example", null, null, null },
        { "https://s.example/Main", "https://s.example", "Main", null, null },
        { "https://s.example/Main/", "https://s.example", "Main", null, null },
        { "https://s.example/Main/App", "https://s.example", "Main", "App", null },
        { "https://s.example/tfs", "https://s.example/tfs", null, null, null },
        { "https://s.example/tfs/Main", "https://s.example/tfs", "Main", null, null },
        { "http://s.example:8080/tfs/DefaultCollection", "http://s.example:8080/tfs", "DefaultCollection", null, null },
        { "http://s.example:8080/TFS/DefaultCollection/App", "http://s.example:8080/TFS", "DefaultCollection", "App", null },
        { "https://s.example/tfs/Main/App/App%20Team/_backlogs", "https://s.example/tfs", "Main", "App", null },
        { "https://s.example/dev/ops/Main/App", "https://s.example/dev/ops", "Main", "App", null },
        { "https://s.example/devops/DefaultCollection/App", "https://s.example/devops", "DefaultCollection", "App", null },
        { "https://s.example/Main/App/_git/Site", "https://s.example", "Main", "App", "Site" },
        { "https://s.example/Main/_git/Site", "https://s.example", "Main", "Site", "Site" },
        { "https://s.example/tfs/Main/_git/Site", "https://s.example/tfs", "Main", "Site", "Site" },
        { "https://s.example/tfs/Main/App/_git/Site", "https://s.example/tfs", "Main", "App", "Site" },
        { "https://s.example/devops/Main/App/_git/Site", "https://s.example/devops", "Main", "App", "Site" },
        { "https://s.example/a/b/Main/App/_git/Site", "https://s.example/a/b", "Main", "App", "Site" },
        { "https://s.example/_git/Site", "https://s.example", null, null, "Site" },
        { "https://s.example/tfs/_git/Site", "https://s.example/tfs", null, null, "Site" },
        { "https://s.example/Main/App/_git/Site.git", "https://s.example", "Main", "App", "Site" },
        { "https://s.example/Main/App/_git/Site?path=/src/a.cs&version=GBmain&_a=contents", "https://s.example", "Main", "App", "Site" },
        { "https://s.example/Main/App/_git/Site/pullrequest/12", "https://s.example", "Main", "App", "Site" },
        { "https://s.example/Main/App/_git/Site/commit/0a1b#top", "https://s.example", "Main", "App", "Site" },
        { "https://s.example/Main/App/_git/_full/Site", "https://s.example", "Main", "App", "Site" },
        { "https://s.example/Main/App/_git/_optimized/Site", "https://s.example", "Main", "App", "Site" },
        { "https://s.example/Main/App/_git", "https://s.example", "Main", "App", null },
        { "https://s.example/Main/App/_git/Site/info/refs?service=git-upload-pack", "https://s.example", "Main", "App", "Site" },
        { "https://s.example/Main/App/_build?definitionId=4", "https://s.example", "Main", "App", null },
        { "https://s.example/Main/App/_build/results?buildId=9", "https://s.example", "Main", "App", null },
        { "https://s.example/Main/App/_workitems/edit/7", "https://s.example", "Main", "App", null },
        { "https://s.example/Main/_home", "https://s.example", "Main", null, null },
        { "https://s.example/devops/Main/_home/About", "https://s.example/devops", "Main", null, null },
        { "https://s.example/Main/_usersSettings/tokens", "https://s.example", "Main", null, null },
        { "https://s.example/tfs/Main/_usersSettings/tokens", "https://s.example/tfs", "Main", null, null },
        { "https://s.example/Main/App/_settings/repositories", "https://s.example", "Main", "App", null },
        { "https://s.example/Main/_apis/projects?api-version=6.0", "https://s.example", "Main", null, null },
        { "https://s.example/devops/Main/_apis/connectionData", "https://s.example/devops", "Main", null, null },
        { "https://s.example/Main/App/_apis/git/repositories", "https://s.example", "Main", "App", null },
        { "https://s.example/tfs/_apis/projectCollections", "https://s.example/tfs", null, null, null },
        { "https://s.example/Space%20Tech/Big%20App/_git/Big%20Site", "https://s.example", "Space Tech", "Big App", "Big Site" },
        { "https://s.example/Space Tech/Big App/_git/Big Site", "https://s.example", "Space Tech", "Big App", "Big Site" },
        { "https://s.example/Space+Tech/Big+App/_git/Big+Site", "https://s.example", "Space Tech", "Big App", "Big Site" },
        { "https://s.example/Space%2520Tech/Big%2520App/_git/Big%2520Site", "https://s.example", "Space Tech", "Big App", "Big Site" },
        { "https://s.example/Caf%C3%A9/Stra%C3%9Fe/_git/%E6%9D%B1%E4%BA%AC", "https://s.example", "Café", "Straße", "東京" },
        { "https://me@s.example/Main/App/_git/Site", "https://s.example", "Main", "App", "Site" },
        { "https://me:word@s.example:8443/Main/App/_git/Site", "https://s.example:8443", "Main", "App", "Site" },
        { "ssh://s.example:22/tfs/Main/_git/Site", "https://s.example/tfs", "Main", "Site", "Site" },
        { "ssh://s.example:22/Main/App/_git/Site", "https://s.example", "Main", "App", "Site" },
        { "ssh://git@s.example:22/Main/App/_git/Site", "https://s.example", "Main", "App", "Site" },
        { "ssh://s.example/Main/App/_ssh/Site", "https://s.example", "Main", "App", "Site" },
        { "ssh://s.example:22/v3/Main/App/Site", "https://s.example", "Main", "App", "Site" },
        { "git@s.example:Main/App/_git/Site", "https://s.example", "Main", "App", "Site" },
        { "git clone https://s.example/Main/App/_git/Site", "https://s.example", "Main", "App", "Site" },
        { "git clone https://s.example/Main/App/_git/Site site", "https://s.example", "Main", "App", "Site" },
        { "git clone \"https://s.example/Main/Big App/_git/Big Site\" site", "https://s.example", "Main", "Big App", "Big Site" },
        { "$ git clone -b main --depth 1 https://s.example/Main/App/_git/Site", "https://s.example", "Main", "App", "Site" },
        { "git -c http.extraHeader=\"Authorization: Basic OmFiYw\" clone https://s.example/Main/App/_git/Site", "https://s.example", "Main", "App", "Site" },
        { "curl -u me@corp.example:word https://s.example/Main/_apis/projects", "https://s.example", "Main", null, null },
        { "origin\thttps://s.example/Main/App/_git/Site (fetch)", "https://s.example", "Main", "App", "Site" },
        { "'https://s.example/Main'", "https://s.example", "Main", null, null },
        { "<https://s.example/Main>", "https://s.example", "Main", null, null },
        { "“https://s.example/Main”", "https://s.example", "Main", null, null },
        { "  https://s.example/Main \r\n", "https://s.example", "Main", null, null },
        { "Our server:\nhttps://s.example/Main\nThanks", "https://s.example", "Main", null, null },
        { "Please use https://s.example/Main, not the old one.", "https://s.example", "Main", null, null },
        { "(see https://s.example/Main)", "https://s.example", "Main", null, null },
        { "https://s.example/Main.", "https://s.example", "Main", null, null },
        { "s.example/Main", "https://s.example", "Main", null, null },
        { "s.example/My Collection/App", "https://s.example", "My Collection", "App", null },
        { "tfsserver:8080/tfs/Main", "https://tfsserver:8080/tfs", "Main", null, null },
        { "tfsserver/tfs/Main", "https://tfsserver/tfs", "Main", null, null },
        { "tfsserver/DefaultCollection", "https://tfsserver", "DefaultCollection", null, null },
        { "10.0.0.5/Main", "https://10.0.0.5", "Main", null, null },
        { "http://[2001:db8::5]:8080/tfs/Main", "http://[2001:db8::5]:8080/tfs", "Main", null, null },
        { "http://[2001:db8::5]", "http://[2001:db8::5]", null, null, null },
        { "https://dev.azure.com.example.org/Main", "https://dev.azure.com.example.org", "Main", null, null },
    };

    /// <summary>Text, organization, project, repository.</summary>
    public static TheoryData<string, string?, string?, string?> Services => new()
    {
        { "https://dev.azure.com/contoso", "contoso", null, null },
        { "https://dev.azure.com/", null, null, null },
        { "dev.azure.com/contoso/App", "contoso", "App", null },
        { "https://dev.azure.com/contoso/App/_git/Site", "contoso", "App", "Site" },
        { "https://dev.azure.com/contoso/_git/Site", "contoso", "Site", "Site" },
        { "https://contoso@dev.azure.com/contoso/App/_git/Site", "contoso", "App", "Site" },
        { "https://dev.azure.com/contoso/_settings/organizationPolicy", "contoso", null, null },
        { "https://dev.azure.com/contoso/Big%20App/_workitems/edit/3/", "contoso", "Big App", null },
        { "https://vssps.dev.azure.com/contoso/_apis/connectionData", "contoso", null, null },
        { "https://contoso.visualstudio.com", "contoso", null, null },
        { "https://contoso.visualstudio.com/DefaultCollection", "contoso", null, null },
        { "https://contoso.visualstudio.com/DefaultCollection/App/_git/Site", "contoso", "App", "Site" },
        { "https://contoso.visualstudio.com/App/_git/Site", "contoso", "App", "Site" },
        { "https://contoso.visualstudio.com/_git/Site", "contoso", "Site", "Site" },
        { "https://contoso.vssps.visualstudio.com/_apis", "contoso", null, null },
        { "https://app.vssps.visualstudio.com/_apis/profile", null, null, null },
        { "git@ssh.dev.azure.com:v3/contoso/App/Site", "contoso", "App", "Site" },
        { "git clone git@ssh.dev.azure.com:v3/contoso/Big%20App/Site", "contoso", "Big App", "Site" },
        { "ssh://git@ssh.dev.azure.com/v3/contoso/App/Site.git", "contoso", "App", "Site" },
        { "contoso@vs-ssh.visualstudio.com:v3/contoso/App/Site", "contoso", "App", "Site" },
        { "ssh://contoso@vs-ssh.visualstudio.com:22/DefaultCollection/App/_ssh/Site", "contoso", "App", "Site" },
        { "ssh://contoso@contoso.visualstudio.com:22/App/_git/Site", "contoso", "App", "Site" },
    };

    public static TheoryData<string> Nothing =>
    [
        "", " ", "hello", "hello world", "Hello.", "and/or", "1.5", "/tfs/DefaultCollection", "me@corp.example", "me@corp.example:word",
        "ftp://s.example/Main", "https://", "https://user:wo/rd@s.example/Main", "git@s.example:word", "ssh://s.example/word", "C:\\Users\\me",
        new string('a', 52), "https://" + new string('x', 84), new string('y', 20_001), "\0\0\0", "?", "://", "@", "::", "[", "%",
    ];

    [Theory]
    [MemberData(nameof(Servers))]
    public void A_server_address_is_cut_into_its_parts(string pasted, string url, string? collection, string? project, string? repository)
    {
        var read = AddressParser.ParsePasted(pasted).ShouldBeOfType<ParsedServer>();

        (read.Address.DisplayUrl, read.Collection, read.Project, read.Repository).ShouldBe((url, collection, project, repository));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void An_address_of_the_cloud_names_its_organization(string pasted, string? organization, string? project, string? repository)
    {
        var read = AddressParser.ParsePasted(pasted).ShouldBeOfType<ParsedServices>();

        (read.Organization, read.Project, read.Repository).ShouldBe((organization, project, repository));
    }

    [Theory]
    [MemberData(nameof(Nothing))]
    public void Anything_else_is_left_alone(string pasted) => AddressParser.ParsePasted(pasted).ShouldBeOfType<ParsedNothing>();

    [Theory]
    [InlineData("https://me:hunter2@s.example/Main", InputNoteCode.UserDropped)]
    [InlineData("https://contoso:hunter2@dev.azure.com/contoso", InputNoteCode.UserDropped)]
    [InlineData("ssh://s.example:22/Main/App/_git/Site", InputNoteCode.SshRead)]
    [InlineData("https://s.example/Main/App/_git/Site.git", InputNoteCode.GitSuffixDropped)]
    [InlineData("https://s.example/Main?token=hunter2", InputNoteCode.QueryCut)]
    [InlineData("s.example/Main", InputNoteCode.SchemeAssumed)]
    public void What_was_dropped_is_noted_and_no_secret_is_kept(string pasted, InputNoteCode code)
    {
        var read = AddressParser.ParsePasted(pasted);

        read.Notes.Select(note => note.Code).ShouldContain(code);
        string.Join(' ', read.Notes.Select(note => note.Text)).ShouldNotContain("hunter2");
        read.ToString().ShouldNotContain("hunter2");
    }
}
