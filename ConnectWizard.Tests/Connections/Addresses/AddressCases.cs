using Shouldly;
using Xunit;

namespace ConnectWizard.Connections.Addresses;

/// <summary>What people paste, and what it means. A new kind of address is a new row.</summary>
[Trait("Kind", "Time")]
public sealed class AddressCases
{
    /// <summary>Text, then <c>server | URL | collection | project | repository</c>, a hyphen for what the address does not name.</summary>
    public static TheoryData<string, string> Servers => new()
    {
        { "https://s.example", "server | https://s.example | - | - | -" },
        { "https://s.example/Main", "server | https://s.example | Main | - | -" },
        { "https://s.example/Main/", "server | https://s.example | Main | - | -" },
        { "https://s.example/Main/App", "server | https://s.example | Main | App | -" },
        { "https://s.example/tfs", "server | https://s.example/tfs | - | - | -" },
        { "https://s.example/tfs/Main", "server | https://s.example/tfs | Main | - | -" },
        { "http://s.example:8080/tfs/DefaultCollection", "server | http://s.example:8080/tfs | DefaultCollection | - | -" },
        { "http://s.example:8080/TFS/DefaultCollection/App", "server | http://s.example:8080/TFS | DefaultCollection | App | -" },
        { "https://s.example/tfs/Main/App/App%20Team/_backlogs", "server | https://s.example/tfs | Main | App | -" },
        { "https://s.example/dev/ops/Main/App", "server | https://s.example/dev/ops | Main | App | -" },
        { "https://s.example/devops/DefaultCollection/App", "server | https://s.example/devops | DefaultCollection | App | -" },
        { "https://s.example/Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
        { "https://s.example/Main/_git/Site", "server | https://s.example | Main | Site | Site" },
        { "https://s.example/tfs/Main/_git/Site", "server | https://s.example/tfs | Main | Site | Site" },
        { "https://s.example/tfs/Main/App/_git/Site", "server | https://s.example/tfs | Main | App | Site" },
        { "https://s.example/devops/Main/App/_git/Site", "server | https://s.example/devops | Main | App | Site" },
        { "https://s.example/a/b/Main/App/_git/Site", "server | https://s.example/a/b | Main | App | Site" },
        { "https://s.example/_git/Site", "server | https://s.example | - | - | Site" },
        { "https://s.example/tfs/_git/Site", "server | https://s.example/tfs | - | - | Site" },
        { "https://s.example/Main/App/_git/Site.git", "server | https://s.example | Main | App | Site.git" },
        { "https://s.example/Main/App/_git/Site?path=/src/a.cs&version=GBmain&_a=contents", "server | https://s.example | Main | App | Site" },
        { "https://s.example/Main/App/_git/Site/pullrequest/12", "server | https://s.example | Main | App | Site" },
        { "https://s.example/Main/App/_git/Site/commit/0a1b#top", "server | https://s.example | Main | App | Site" },
        { "https://s.example/Main/App/_git/_full/Site", "server | https://s.example | Main | App | Site" },
        { "https://s.example/Main/App/_git/_optimized/Site", "server | https://s.example | Main | App | Site" },
        { "https://s.example/Main/App/_git", "server | https://s.example | Main | App | -" },
        { "https://s.example/Main/App/_git/Site/info/refs?service=git-upload-pack", "server | https://s.example | Main | App | Site" },
        { "https://s.example/Main/App/_build?definitionId=4", "server | https://s.example | Main | App | -" },
        { "https://s.example/Main/App/_build/results?buildId=9", "server | https://s.example | Main | App | -" },
        { "https://s.example/Main/App/_workitems/edit/7", "server | https://s.example | Main | App | -" },
        { "https://s.example/Main/_home", "server | https://s.example | Main | - | -" },
        { "https://s.example/devops/Main/_home/About", "server | https://s.example/devops | Main | - | -" },
        { "https://s.example/Main/_usersSettings/tokens", "server | https://s.example | Main | - | -" },
        { "https://s.example/tfs/Main/_usersSettings/tokens", "server | https://s.example/tfs | Main | - | -" },
        { "https://s.example/Main/App/_settings/repositories", "server | https://s.example | Main | App | -" },
        { "https://s.example/Main/_apis/projects?api-version=6.0", "server | https://s.example | Main | - | -" },
        { "https://s.example/devops/Main/_apis/connectionData", "server | https://s.example/devops | Main | - | -" },
        { "https://s.example/Main/App/_apis/git/repositories", "server | https://s.example | Main | App | -" },
        { "https://s.example/tfs/_apis/projectCollections", "server | https://s.example/tfs | - | - | -" },
        { "https://s.example/Space%20Tech/Big%20App/_git/Big%20Site", "server | https://s.example | Space Tech | Big App | Big Site" },
        { "https://s.example/Space Tech/Big App/_git/Big Site", "server | https://s.example | Space Tech | Big App | Big Site" },
        { "https://s.example/Space+Tech/Big+App/_git/Big+Site", "server | https://s.example | Space Tech | Big App | Big Site" },
        { "https://s.example/Space%2520Tech/Big%2520App/_git/Big%2520Site", "server | https://s.example | Space Tech | Big App | Big Site" },
        { "https://s.example/Caf%C3%A9/Stra%C3%9Fe/_git/%E6%9D%B1%E4%BA%AC", "server | https://s.example | Café | Straße | 東京" },
        { "https://me@s.example/Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
        { "https://me:word@s.example:8443/Main/App/_git/Site", "server | https://s.example:8443 | Main | App | Site" },
        { "ssh://s.example:22/tfs/Main/_git/Site", "server | https://s.example/tfs | Main | Site | Site" },
        { "ssh://s.example:22/Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
        { "ssh://git@s.example:22/Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
        { "ssh://s.example/Main/App/_ssh/Site", "server | https://s.example | Main | App | Site" },
        { "ssh://s.example:22/v3/Main/App/Site", "server | https://s.example | Main | App | Site" },
        { "git@s.example:Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
        { "git clone https://s.example/Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
        { "git clone https://s.example/Main/App/_git/Site site", "server | https://s.example | Main | App | Site" },
        { "git clone \"https://s.example/Main/Big App/_git/Big Site\" site", "server | https://s.example | Main | Big App | Big Site" },
        { "$ git clone -b main --depth 1 https://s.example/Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
        { "git -c http.extraHeader=\"Authorization: Basic OmFiYw\" clone https://s.example/Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
        { "curl -u me@corp.example:word https://s.example/Main/_apis/projects", "server | https://s.example | Main | - | -" },
        { "origin\thttps://s.example/Main/App/_git/Site (fetch)", "server | https://s.example | Main | App | Site" },
        { "'https://s.example/Main'", "server | https://s.example | Main | - | -" },
        { "<https://s.example/Main>", "server | https://s.example | Main | - | -" },
        { "“https://s.example/Main”", "server | https://s.example | Main | - | -" },
        { "  https://s.example/Main \r\n", "server | https://s.example | Main | - | -" },
        { "Our server:\nhttps://s.example/Main\nThanks", "server | https://s.example | Main | - | -" },
        { "Please use https://s.example/Main, not the old one.", "server | https://s.example | Main | - | -" },
        { "(see https://s.example/Main)", "server | https://s.example | Main | - | -" },
        { "https://s.example/Main.", "server | https://s.example | Main | - | -" },
        { "s.example/Main", "server | https://s.example | Main | - | -" },
        { "s.example/My Collection/App", "server | https://s.example | My Collection | App | -" },
        { "tfsserver:8080/tfs/Main", "server | https://tfsserver:8080/tfs | Main | - | -" },
        { "tfsserver/tfs/Main", "server | https://tfsserver/tfs | Main | - | -" },
        { "tfsserver/DefaultCollection", "server | https://tfsserver | DefaultCollection | - | -" },
        { "10.0.0.5/Main", "server | https://10.0.0.5 | Main | - | -" },
        { "http://[2001:db8::5]:8080/tfs/Main", "server | http://[2001:db8::5]:8080/tfs | Main | - | -" },
        { "http://[2001:db8::5]", "server | http://[2001:db8::5] | - | - | -" },
        { "https://dev.azure.com.example.org/Main", "server | https://dev.azure.com.example.org | Main | - | -" },
        // A wiki, a release, a pull request, a file, settings.
        { "https://s.example/tfs/Main/App/_wiki/wikis/App.wiki/1/Home", "server | https://s.example/tfs | Main | App | -" },
        { "https://s.example/tfs/Main/App/_release?definitionId=1", "server | https://s.example/tfs | Main | App | -" },
        { "https://s.example/Main/App/_git/Site/pullrequest/12?_a=files", "server | https://s.example | Main | App | Site" },
        { "https://s.example/Main/App/_git/Site?path=%2Fsrc%2Fa.cs&version=GBmain&line=22&lineEnd=25", "server | https://s.example | Main | App | Site" },
        { "https://s.example/tfs/Main/App/App%20Team/_git/Site", "server | https://s.example/tfs | Main | App | Site" },
        // REST.
        { "https://s.example/tfs/Main/App/_apis/git/repositories/Site/refs?filter=heads", "server | https://s.example/tfs | Main | App | Site" },
        { "https://s.example/tfs/Main/_apis/git/repositories/0f1c2d3e-0000-4000-8000-000000000001", "server | https://s.example/tfs | Main | - | 0f1c2d3e-0000-4000-8000-000000000001" },
        { "https://s.example/Main/_apis/git/App/repositories/Site", "server | https://s.example | Main | App | Site" },
        { "https://s.example/tfs/Main/_apis/projects/App?includeCapabilities=true", "server | https://s.example/tfs | Main | App | -" },
        { "https://s.example/Main/App/_apis/git/repositories/Site/pullRequests/12", "server | https://s.example | Main | App | Site" },
        // The collection's name twice.
        { "https://s.example/tfs/acme/acme", "server | https://s.example/tfs | acme | acme | -" },
        { "https://s.example/devops/devops/App/_git/App", "server | https://s.example/devops | devops | App | App" },
    };

    /// <summary>Text, then <c>services | organization | project | repository</c>.</summary>
    public static TheoryData<string, string> Services => new()
    {
        { "https://dev.azure.com/contoso", "services | contoso | - | -" },
        { "https://dev.azure.com/", "services | - | - | -" },
        { "dev.azure.com/contoso/App", "services | contoso | App | -" },
        { "https://dev.azure.com/contoso/App/_git/Site", "services | contoso | App | Site" },
        { "https://dev.azure.com/contoso/_git/Site", "services | contoso | Site | Site" },
        { "https://contoso@dev.azure.com/contoso/App/_git/Site", "services | contoso | App | Site" },
        { "https://dev.azure.com/contoso/_settings/organizationPolicy", "services | contoso | - | -" },
        { "https://dev.azure.com/contoso/Big%20App/_workitems/edit/3/", "services | contoso | Big App | -" },
        { "https://vssps.dev.azure.com/contoso/_apis/connectionData", "services | contoso | - | -" },
        { "https://contoso.visualstudio.com", "services | contoso | - | -" },
        { "https://contoso.visualstudio.com/DefaultCollection", "services | contoso | - | -" },
        { "https://contoso.visualstudio.com/DefaultCollection/App/_git/Site", "services | contoso | App | Site" },
        { "https://contoso.visualstudio.com/App/_git/Site", "services | contoso | App | Site" },
        { "https://contoso.visualstudio.com/_git/Site", "services | contoso | Site | Site" },
        { "https://contoso.vssps.visualstudio.com/_apis", "services | contoso | - | -" },
        { "https://app.vssps.visualstudio.com/_apis/profile", "services | - | - | -" },
        { "git@ssh.dev.azure.com:v3/contoso/App/Site", "services | contoso | App | Site" },
        { "git clone git@ssh.dev.azure.com:v3/contoso/Big%20App/Site", "services | contoso | Big App | Site" },
        { "ssh://git@ssh.dev.azure.com/v3/contoso/App/Site.git", "services | contoso | App | Site.git" },
        { "contoso@vs-ssh.visualstudio.com:v3/contoso/App/Site", "services | contoso | App | Site" },
        { "ssh://contoso@vs-ssh.visualstudio.com:22/DefaultCollection/App/_ssh/Site", "services | contoso | App | Site" },
        { "ssh://contoso@contoso.visualstudio.com:22/App/_git/Site", "services | contoso | App | Site" },
        // Web, clone and REST addresses of all hosts.
        { "https://dev.azure.com/contoso/App/_git/Site/pullrequest/12", "services | contoso | App | Site" },
        { "https://dev.azure.com/contoso/App/_git/Site/commit/0a1b2c?refName=refs%2Fheads%2Fmain", "services | contoso | App | Site" },
        { "https://dev.azure.com/contoso/App/_git/Site?path=/README.md&version=GBmain&_a=contents", "services | contoso | App | Site" },
        { "https://dev.azure.com/contoso/App/App%20Team/_git/Site", "services | contoso | App | Site" },
        { "https://dev.azure.com/contoso/App/_wiki/wikis/App.wiki/1/Home", "services | contoso | App | -" },
        { "https://dev.azure.com/contoso/App/_build/results?buildId=9&view=results", "services | contoso | App | -" },
        { "https://dev.azure.com/contoso/App/_release?_a=releases&definitionId=1", "services | contoso | App | -" },
        { "https://dev.azure.com/contoso/_usersSettings/tokens", "services | contoso | - | -" },
        { "https://dev.azure.com/contoso/App/_apis/git/repositories/Site/items?path=/", "services | contoso | App | Site" },
        { "https://dev.azure.com/contoso/_apis/projects/App?api-version=7.1", "services | contoso | App | -" },
        { "https://vsrm.dev.azure.com/contoso/App/_apis/release/releases/3", "services | contoso | App | -" },
        { "https://feeds.dev.azure.com/contoso/App/_apis/packaging/feeds", "services | contoso | App | -" },
        { "https://contoso.vsrm.visualstudio.com/App/_apis/release/releases/3", "services | contoso | App | -" },
        { "https://contoso.visualstudio.com/DefaultCollection/App/App%20Team/_git/_full/Site", "services | contoso | App | Site" },
        { "https://contoso.visualstudio.com/DefaultCollection/_git/Site", "services | contoso | Site | Site" },
        { "https://contoso.visualstudio.com/DefaultCollection/_git/_optimized/Site", "services | contoso | Site | Site" },
        { "[![Build](https://dev.azure.com/contoso/App/_apis/build/status/ci)](https://dev.azure.com/contoso/App/_build/latest?definitionId=1)", "services | contoso | App | -" },
        // SSH, by position or behind a marker.
        { "git@ssh.dev.azure.com:v3/contoso/App/_full/Site", "services | contoso | App | Site" },
        { "git@ssh.dev.azure.com:v3/contoso/App/_optimized/Site", "services | contoso | App | Site" },
        { "git@ssh.dev.azure.com:v3/contoso/App/Team/_full/Site", "services | contoso | App | Site" },
        { "git@ssh.dev.azure.com:v3/contoso/Big App/Big Site", "services | contoso | Big App | Big Site" },
        { "ssh://git@ssh.dev.azure.com:v3/contoso/App/Site", "services | contoso | App | Site" },
        { "ssh://git@ssh.dev.azure.com:22/v3/contoso/App/Site", "services | contoso | App | Site" },
        { "ssh://git@ssh.dev.azure.com", "services | - | - | -" },
        { "ssh.dev.azure.com:v3/contoso/App/Site", "services | contoso | App | Site" },
        { "ssh://contoso@vs-ssh.visualstudio.com/App/Team/_ssh/Site", "services | contoso | App | Site" },
        { "ssh://contoso@vs-ssh.visualstudio.com/DefaultCollection/_ssh/_full/Site", "services | contoso | Site | Site" },
        { "ssh://fabrikam@vs-ssh.visualstudio.com/v3/contoso/App/Site", "services | contoso | App | Site" },
        { "ssh://contoso@vs-ssh.visualstudio.com/v3/_ssh/Site", "services | contoso | v3 | Site" },
        // The organization in the user part or behind vs-ssh.
        { "https://contoso@dev.azure.com/_git/Site", "services | contoso | Site | Site" },
        { "https://contoso@dev.azure.com", "services | contoso | - | -" },
        { "https://fabrikam@dev.azure.com/contoso/App/_git/Site", "services | contoso | App | Site" },
        { "ssh://git@vs-ssh.contoso.visualstudio.com:22/App/_ssh/Site", "services | contoso | App | Site" },
        { "vs-ssh.contoso.visualstudio.com/App/_ssh/Site", "services | contoso | App | Site" },
        { "https://spsprodweu1.vssps.visualstudio.com/_apis/connectionData", "services | - | - | -" },
        // What can't be a name, and ids.
        { "https://dev.azure.com/contoso/DefaultCollection/_git/Site", "services | contoso | Site | Site" },
        { "https://dev.azure.com/contoso/DefaultCollection/App/_git/Site", "services | contoso | App | Site" },
        {
            "https://dev.azure.com/contoso/0f1c2d3e-0000-4000-8000-000000000002/_apis/git/repositories/0f1c2d3e-0000-4000-8000-000000000001",
            "services | contoso | 0f1c2d3e-0000-4000-8000-000000000002 | 0f1c2d3e-0000-4000-8000-000000000001"
        },
        { "https://dev.azure.com/contoso/_apis/git/repositories/0f1c2d3e-0000-4000-8000-000000000001", "services | contoso | - | 0f1c2d3e-0000-4000-8000-000000000001" },
    };

    /// <summary>Further members of each family of the cloud, by the public tables of Git Credential Manager, SourceLink and the IntelliJ plugin, and by Microsoft's own pages.</summary>
    public static TheoryData<string, string> MoreServices => new()
    {
        { "https://contoso.visualstudio.com/App/Team/_git/Site", "services | contoso | App | Site" },
        { "https://contoso.visualstudio.com/App/Team/_git/_full/Site", "services | contoso | App | Site" },
        { "https://contoso.visualstudio.com/DefaultCollection/App/Team/_git/_optimized/Site", "services | contoso | App | Site" },
        { "https://CONTOSO.VISUALSTUDIO.COM/App/_git/Site", "services | CONTOSO | App | Site" },
        { "https://contoso.visualstudio.com:443/App/_git/Site", "services | contoso | App | Site" },
        { "https://contoso.visualstudio.com/App/_git/", "services | contoso | App | -" },
        { "https://contoso.visualstudio.com//_git/Site", "services | contoso | Site | Site" },
        { "https://DEV.AZURE.COM/contoso/App/_git/Site", "services | contoso | App | Site" },
        { "https://dev.azure.com:443/contoso/App/_git/Site", "services | contoso | App | Site" },
        { "https://dev.azure.com./contoso/App/_git/Site", "services | contoso | App | Site" },
        { "https://dev.azure.com/contoso/_git/Site/pullrequest/4", "services | contoso | Site | Site" },
        { "https://dev.azure.com/contoso/App/_git/Site/pullrequestcreate?sourceRef=a&targetRef=main", "services | contoso | App | Site" },
        { "https://dev.azure.com/contoso/App/_git/Site/pullrequests?_a=mine", "services | contoso | App | Site" },
        { "https://dev.azure.com/contoso/App/_git/Site/commits?itemVersion=GBmain", "services | contoso | App | Site" },
        { "https://dev.azure.com/contoso/App/_git/Site/branchCompare?baseVersion=GBmain&targetVersion=GBx", "services | contoso | App | Site" },
        { "https://dev.azure.com/contoso/App/_git/Site?path=/src/a%20b.cs&version=GBfeature%2Fx&line=7&lineEnd=8&_a=contents", "services | contoso | App | Site" },
        { "https://dev.azure.com/contoso/App/_git/Site/info/refs?service=git-upload-pack", "services | contoso | App | Site" },
        { "https://dev.azure.com/contoso/App/_wiki/wikis/App.wiki/12/Home", "services | contoso | App | -" },
        { "https://dev.azure.com/contoso/App/_releaseProgress?releaseId=3&_a=release-pipeline-progress", "services | contoso | App | -" },
        { "https://dev.azure.com/contoso/App/_boards/board/t/App%20Team/Stories", "services | contoso | App | -" },
        { "https://dev.azure.com/contoso/App/_sprints/taskboard/App%20Team/App/Sprint%201", "services | contoso | App | -" },
        { "https://dev.azure.com/contoso/App/_settings/repositories", "services | contoso | App | -" },
        { "https://dev.azure.com/contoso/_settings/users", "services | contoso | - | -" },
        { "https://dev.azure.com/contoso/_usersSettings/tokens", "services | contoso | - | -" },
        { "https://dev.azure.com/contoso/App/_apis/git/pullrequests/12", "services | contoso | App | -" },
        { "https://dev.azure.com/contoso/App/_apis/git/repositories/Site/pullRequests/12/threads?api-version=7.1", "services | contoso | App | Site" },
        { "https://dev.azure.com/contoso/App/_apis/git/repositories/Site/items?path=/readme.md", "services | contoso | App | Site" },
        { "https://pkgs.dev.azure.com/contoso/App/_packaging/feed/nuget/v3/index.json", "services | contoso | App | -" },
        { "https://contoso.pkgs.visualstudio.com/App/_packaging/feed/nuget/v3/index.json", "services | contoso | App | -" },
        { "https://vssps.dev.azure.com/contoso/_apis/profile/profiles/me", "services | contoso | - | -" },
        { "https://vsaex.dev.azure.com/contoso/_apis/userentitlements", "services | contoso | - | -" },
        { "https://almsearch.dev.azure.com/contoso/App/_apis/search/codesearchresults", "services | contoso | App | -" },
        { "https://advsec.dev.azure.com/contoso/App/_apis/alert/repositories/Site/alerts", "services | contoso | App | -" },
        { "https://contoso.vssps.visualstudio.com/_apis/identities", "services | contoso | - | -" },
        { "ssh://contoso@vs-ssh.visualstudio.com:22/App/_ssh/Site", "services | contoso | App | Site" },
        { "ssh://contoso@vs-ssh.visualstudio.com/DefaultCollection/App/Team/_ssh/_full/Site", "services | contoso | App | Site" },
        { "ssh://contoso@vs-ssh.visualstudio.com/DefaultCollection/App/Team/_ssh/_optimized/Site", "services | contoso | App | Site" },
        { "ssh://contoso@vs-ssh.visualstudio.com/_ssh/Site", "services | contoso | Site | Site" },
        { "ssh://fabrikam@vs-ssh.visualstudio.com/v3/contoso/App/Team/_optimized/Site", "services | contoso | App | Site" },
        { "ssh://fabrikam@vs-ssh.visualstudio.com/v3/contoso/App/Team/Site", "services | contoso | App | Site" },
        { "contoso@vs-ssh.visualstudio.com:v3/contoso/App/Site", "services | contoso | App | Site" },
        { "git@ssh.dev.azure.com:v3/contoso/My%20App/My%20Site", "services | contoso | My App | My Site" },
        { "git@SSH.dev.azure.com:v3/contoso/App/Site", "services | contoso | App | Site" },
        { "https://testdev.azure.com/contoso/App/_git/Site", "server | https://testdev.azure.com | contoso | App | Site" },
        { "https://test.testvisualstudio.com/App/_git/Site", "server | https://test.testvisualstudio.com | App | Site | Site" },
        { "https://dev.azure.com.example/contoso/App/_git/Site", "server | https://dev.azure.com.example | contoso | App | Site" },
        { "https://s.example/tfs/Main/App/Team/_git/Site", "server | https://s.example/tfs | Main | App | Site" },
        { "http://s.example:8080/tfs/Main/_git/_full/Site", "server | http://s.example:8080/tfs | Main | Site | Site" },
        { "ssh://s.example:22/tfs/Main/App/_ssh/_optimized/Site", "server | https://s.example/tfs | Main | App | Site" },
    };

    /// <summary>Further wrappers and tools.</summary>
    public static TheoryData<string, string> MoreWrapped => new()
    {
        { "pip install git+https://contoso@dev.azure.com/contoso/App/_git/Site#egg=site", "services | contoso | App | Site" },
        { "source = \"git::https://dev.azure.com/contoso/App/_git/Site//modules/vpc?ref=v1.2.0\"", "services | contoso | App | Site" },
        { "docker build https://dev.azure.com/contoso/App/_git/Site#main:src", "services | contoso | App | Site" },
        { "git remote add origin https://dev.azure.com/contoso/My%20App/_git/Site", "services | contoso | My App | Site" },
        { "git submodule add -b main https://s.example/Main/App/_git/Site libs/site", "server | https://s.example | Main | App | Site" },
        { "url = https://contoso@dev.azure.com/contoso/App/_git/Site", "services | contoso | App | Site" },
        { "$ git clone 'https://dev.azure.com/contoso/My Project/_git/Site'", "services | contoso | My Project | Site" },
        { "Cloning into 'Site'... https://s.example/Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
        { "fatal: repository 'https://dev.azure.com/contoso/App/_git/Site/' not found", "services | contoso | App | Site" },
        { "vscode-insiders://vscode.git/clone?url=https%3A%2F%2Fdev.azure.com%2Fcontoso%2FApp%2F_git%2FSite", "services | contoso | App | Site" },
        { "smartgit://cloneRepo/https://s.example/Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
        { "gittower://openRepo/https://s.example/Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
        { "xcode://clone?repo=https%3A%2F%2Fs.example%2FMain%2FApp%2F_git%2FSite", "server | https://s.example | Main | App | Site" },
        { "https://clicktime.symantec.com/3Abc?u=https%3A%2F%2Fdev.azure.com%2Fcontoso%2FApp%2F_git%2FSite", "services | contoso | App | Site" },
        { "https://urlsand.esvalabs.com/?u=https%3A%2F%2Fs.example%2FMain%2FApp%2F_git%2FSite&e=1", "server | https://s.example | Main | App | Site" },
        { "https://scanmail.trustwave.com/?c=1&d=2&u=https%3a%2f%2fs.example%2fMain%2fApp%2f_git%2fSite", "server | https://s.example | Main | App | Site" },
        { "https://imsva91-ctp.trendmicro.com/wis/clicktime/v1/query?url=https%3A%2F%2Fs.example%2FMain", "server | https://s.example | Main | - | -" },
        { "https://slack-redir.net/link?url=https%3A%2F%2Fdev.azure.com%2Fcontoso%2FApp%2F_git%2FSite", "services | contoso | App | Site" },
        { "https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fs.example%2FMain%2FApp%2F_git%2FSite", "server | https://s.example | Main | App | Site" },
        { "https://deref-gmx.net/mail/client/x/dereferrer/?redirectUrl=https%3A%2F%2Fs.example%2FMain%2FApp%2F_git%2FSite", "server | https://s.example | Main | App | Site" },
        { "https://login.microsoftonline.com/common/oauth2/authorize?client_id=1&redirect_uri=https%3A%2F%2Fdev.azure.com%2Fcontoso", "services | contoso | - | -" },
    };

    /// <summary>Marks that belong to a name, and those that do not.</summary>
    public static TheoryData<string, string> Marks => new()
    {
        { "https://dev.azure.com/contoso/Mobile/_git/app%20(old)", "services | contoso | Mobile | app (old)" },
        { "https://dev.azure.com/contoso/Mobile/_git/app (old)", "services | contoso | Mobile | app (old)" },
        { "(https://dev.azure.com/contoso/Mobile/_git/app%20(old))", "services | contoso | Mobile | app (old)" },
        { "https://s.example/Main/Mobile/_git/rock%20%27n%27", "server | https://s.example | Main | Mobile | rock 'n'" },
        { "https://s.example/Main/Mobile/_git/wow!", "server | https://s.example | Main | Mobile | wow!" },
        { "https://s.example/Main/Mobile/_git/app.", "server | https://s.example | Main | Mobile | app" },
        { "https://dev.azure.com/contoso/Mobile/_git/telemetry.git", "services | contoso | Mobile | telemetry.git" },
        { "https://dev.azure.com/contoso/_git/telemetry.git", "services | contoso | telemetry | telemetry.git" },
        { "https://s.example/Main/App/_git/%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%87%D9%85", "server | https://s.example | Main | App | می\u200cخواهم" },
        { "https://s.example/Main/App/_git/👩\u200d🚀", "server | https://s.example | Main | App | 👩\u200d🚀" },
        { "see https://dev.azure.com/contoso/Mobile/_git/app%20(old).", "services | contoso | Mobile | app (old)" },
        { "(see https://dev.azure.com/contoso/Mobile/_git/app)", "services | contoso | Mobile | app" },
        { "https://dev.azure.com/contoso/Mobile%20(2026)/_git/app%20(old)%20(really)", "services | contoso | Mobile (2026) | app (old) (really)" },
        { "https://dev.azure.com/contoso/Mobile/_git/a.b.git", "services | contoso | Mobile | a.b.git" },
        { "https://dev.azure.com/contoso/Mobile/_git/.github", "services | contoso | Mobile | .github" },
        { "https://dev.azure.com/contoso/Mobile/_git/Site%2Egit", "services | contoso | Mobile | Site.git" },
    };

    /// <summary>Addresses with blanks, in command lines, sentences and markup, beside what can't be seen.</summary>
    public static TheoryData<string, string> Texts => new()
    {
        { "git clone https://dev.azure.com/contoso/My Project/_git/repo", "services | contoso | My Project | repo" },
        { "git clone --depth 1 https://s.example/tfs/My Collection/My Big Project/_git/repo folder", "server | https://s.example/tfs | My Collection | My Big Project | repo" },
        { "origin  https://dev.azure.com/contoso/My Project/_git/My Repo (fetch)", "services | contoso | My Project | My Repo" },
        { "origin\thttps://contoso@dev.azure.com/contoso/App/_git/Site (push)", "services | contoso | App | Site" },
        { "origin\tgit@ssh.dev.azure.com:v3/contoso/My Project/My Repo (fetch)", "services | contoso | My Project | My Repo" },
        { "git clone \u200bhttps://dev.azure.com/contoso/App/_git/Site", "services | contoso | App | Site" },
        { "Clone: \ufeffhttps://dev.azure.com/contoso/App/_git/Site", "services | contoso | App | Site" },
        { "\u202ahttps://s.example/Main/App/_git/Site\u202c", "server | https://s.example | Main | App | Site" },
        { "Clone:https://s.example/Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
        { "PS C:\\src> git clone https://s.example/Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
        { "[Site](https://s.example/Main/App/_git/Site)", "server | https://s.example | Main | App | Site" },
        { "See [Site](https://s.example/Main/App/_git/Site \"our site\").", "server | https://s.example | Main | App | Site" },
        { "<https://s.example/Main/App/_git/Site|Site>", "server | https://s.example | Main | App | Site" },
        { "Look: <https://s.example/Main/App/_git/Site|Site> now", "server | https://s.example | Main | App | Site" },
        { "<a href=\"https://s.example/Main/App/_git/Site\">Site</a>", "server | https://s.example | Main | App | Site" },
        { "\"remoteUrl\": \"https://contoso@dev.azure.com/contoso/App/_git/Site\",", "services | contoso | App | Site" },
        { "The server is s.example/tfs/Main these days", "server | https://s.example/tfs | Main | - | -" },
        { "Clone\u00a0https://s.example/Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
        { "\u2060https://s.example/Main/App/_git/Site\u2060", "server | https://s.example | Main | App | Site" },
        { "Clone:\u200e https://s.example/Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
        { "1. https://s.example/Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
        { "> https://s.example/Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
        { "„https://s.example/Main/App/_git/Site“", "server | https://s.example | Main | App | Site" },
        { "«https://s.example/Main/App/_git/Site»", "server | https://s.example | Main | App | Site" },
        { "「https://s.example/Main/App/_git/Site」", "server | https://s.example | Main | App | Site" },
        { "upstream\tssh://s.example:22/tfs/Main/App/_ssh/Site (fetch)", "server | https://s.example/tfs | Main | App | Site" },
        { "Moved from https://github.com/contoso/site to https://s.example/Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
    };

    /// <summary>Addresses inside other addresses.</summary>
    public static TheoryData<string, string> Wrapped => new()
    {
        { "git::https://dev.azure.com/contoso/App/_git/Site//sub?ref=x", "services | contoso | App | Site" },
        { "git+https://dev.azure.com/contoso/App/_git/Site@main#egg=x", "services | contoso | App | Site" },
        { "git+ssh://git@ssh.dev.azure.com/v3/contoso/App/Site", "services | contoso | App | Site" },
        { "git::ssh://git@ssh.dev.azure.com/v3/contoso/App/Site?ref=v1", "services | contoso | App | Site" },
        { "view-source:https://s.example/Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
        { "vscode://vscode.git/clone?url=https%3A%2F%2Fcontoso%40dev.azure.com%2Fcontoso%2FApp%2F_git%2FSite", "services | contoso | App | Site" },
        { "git-client://clone/?repo=https%3A%2F%2Fs.example%2FMain%2FApp%2F_git%2FSite", "server | https://s.example | Main | App | Site" },
        { "jetbrains://idea/checkout/git?idea.required.plugins.id=Git4Idea&checkout.repo=https%3A%2F%2Fs.example%2FMain%2FApp%2F_git%2FSite", "server | https://s.example | Main | App | Site" },
        { "sourcetree://cloneRepo/https://s.example/Main/App/_git/Site", "server | https://s.example | Main | App | Site" },
        { "https://nam02.safelinks.protection.outlook.com/?url=http%3A%2F%2Ftfs.example%2Ftfs%2FMain&data=05%7C01&reserved=0", "server | http://tfs.example/tfs | Main | - | -" },
        { "https://nam.safelink.emails.azure.net/redirect/?destination=https%3A%2F%2Fdev.azure.com%2Fcontoso%2FApp%2F_git%2FSite&p=x", "services | contoso | App | Site" },
        { "https://urldefense.proofpoint.com/v2/url?u=https-3A__dev.azure.com_contoso_App_-5Fgit_Site&d=DwMF&c=x", "services | contoso | App | Site" },
        { "https://urldefense.com/v3/__https://dev.azure.com/contoso/App/_git/Site__;!!Abc!xyz$", "services | contoso | App | Site" },
        { "https://www.google.com/url?sa=D&q=https://s.example/Main/App/_git/Site&ust=1", "server | https://s.example | Main | App | Site" },
        { "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fs.example%2fMain&c=E,1", "server | https://s.example | Main | - | -" },
        { "https://eu-central-1.protection.sophos.com/?d=s.example&u=aHR0cHM6Ly9zLmV4YW1wbGUvTWFpbi9BcHAvX2dpdC9TaXRl&i=x", "server | https://s.example | Main | App | Site" },
        { "https://secure-web.cisco.com/1abc/https%3A%2F%2Fs.example%2FMain%2FApp%2F_git%2FSite", "server | https://s.example | Main | App | Site" },
        { "https://protect.checkpoint.com/v2/___https://s.example/Main/App/_git/Site___.YzJl", "server | https://s.example | Main | App | Site" },
        { "https://mail.corp.example/redirect?url=https%3A%2F%2Fs.example%2FMain", "server | https://s.example | Main | - | -" },
        { "https://mail.corp.example/click?id=1&l=https%3A%2F%2Fs.example%2FMain%2FApp%2F_git%2FSite", "server | https://s.example | Main | App | Site" },
        { "https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url=https%3A%2F%2Fs.example%2FMain&locale=en", "server | https://s.example | Main | - | -" },
        { "https://app.vssps.visualstudio.com/_signin?realm=dev.azure.com&reply_to=https%3A%2F%2Fdev.azure.com%2Fcontoso%2FApp%2F_git%2FSite&ht=3", "services | contoso | App | Site" },
        { "https://s.example/tfs/_signin?reply_to=https%3A%2F%2Fevil.example%2FMain", "server | https://s.example/tfs | - | - | -" },
        { "https://s.example/tfs/Main?url=https%3A%2F%2Fevil.example%2FMain", "server | https://s.example/tfs | Main | - | -" },
        { "https://eu.safelinks.protection.outlook.com/?url=https%3A%2F%2Fgithub.com%2Fcontoso%2Fsite", "foreign | GitHub" },
    };

    /// <summary>Addresses of something else: no field is filled.</summary>
    public static TheoryData<string, string> Foreign => new()
    {
        { "https://github.com/contoso/site", "foreign | GitHub" },
        { "github.com/contoso/site", "foreign | GitHub" },
        { "git@github.com:contoso/site.git", "foreign | GitHub" },
        { "https://www.github.com./contoso", "foreign | GitHub" },
        { "https://contoso.ghe.com/contoso/site", "foreign | GitHub" },
        { "https://gitlab.com/contoso/site.git", "foreign | GitLab" },
        { "git clone git@bitbucket.org:contoso/site.git", "foreign | Bitbucket" },
        { "https://codeberg.org/contoso/site", "foreign | Codeberg" },
        { "ssh://git@github.com/contoso/site.git", "foreign | GitHub" },
        { "git+ssh://git@github.com/contoso/site.git", "foreign | GitHub" },
        { "https://gist.github.com/contoso/0f1c2d3e", "foreign | GitHub" },
        { "https://raw.githubusercontent.com/contoso/site/main/a", "foreign | GitHub" },
        { "https://contoso@bitbucket.org/contoso/site.git", "foreign | Bitbucket" },
        { "https://notgithub.com/Main", "server | https://notgithub.com | Main | - | -" },
        { "https://github.com.example.org/Main", "server | https://github.com.example.org | Main | - | -" },
        { "https://protect-eu.mimecast.com/s/AbCdEf", "forwarder | protect-eu.mimecast.com" },
        { "https://aka.ms/devops", "forwarder | aka.ms" },
        { "https://nam02.safelinks.protection.outlook.com/", "forwarder | nam02.safelinks.protection.outlook.com" },
    };

    /// <summary>Texts that name no address.</summary>
    public static TheoryData<string> Nothing =>
    [
        "", " ", "hello", "hello world", "Hello.", "and/or", "1.5", "/tfs/DefaultCollection", "me@corp.example", "me@corp.example:word",
        "ftp://s.example/Main", "https://", "https://user:wo/rd@s.example/Main", "git@s.example:word", "ssh://s.example/word", "C:\\Users\\me",
        new string('a', 52), "https://" + new string('x', 84), new string('y', 20_001), "\0\0\0", "?", "://", "@", "::", "[", "%",
        "[submodule \"../Other\"]\n\turl = ../Other", "machine s.example login me password hunter2", "hxxps://s.example/tfs/Main", "https://s[.]example/tfs/Main",
        @"https://dev.azure.com\@evil.example/contoso", @"https://dev.azure.com\!@evil.example/contoso", "file:///c:/src/tfs/Main", "Our TFS is at s.example", "git clone https://me:p/ss@s.example/tfs/Main/App/_git/Site",
        @"http://127.0.0.1:18666\@s.example/Main", @"https://s.example\me@other.example/Main", @"https://localhost\me@s.example/Main",
    ];

    [Theory]
    [MemberData(nameof(Servers))]
    [MemberData(nameof(Services))]
    [MemberData(nameof(MoreServices))]
    [MemberData(nameof(MoreWrapped))]
    [MemberData(nameof(Marks))]
    [MemberData(nameof(Texts))]
    [MemberData(nameof(Wrapped))]
    [MemberData(nameof(Foreign))]
    [MemberData(nameof(FoundTexts.Gateways), MemberType = typeof(FoundTexts))]
    [MemberData(nameof(FoundTexts.Web), MemberType = typeof(FoundTexts))]
    [MemberData(nameof(FoundTexts.Markup), MemberType = typeof(FoundTexts))]
    [MemberData(nameof(FoundTexts.Settings), MemberType = typeof(FoundTexts))]
    public void A_pasted_text_is_read_as_what_it_means(string pasted, string meaning) => Describe(AddressParser.ParsePasted(pasted)).ShouldBe(meaning);

    /// <summary>Texts that could mean two things, with what is offered beside the first reading.</summary>
    public static TheoryData<string, string, string[]> OtherReadings => new()
    {
        { "https://s.example/Main/App", "server | https://s.example | Main | App | -", ["server | https://s.example/Main | App | - | -"] },
        { "https://s.example/Main/App/_git/Site", "server | https://s.example | Main | App | Site", ["server | https://s.example/Main | App | Site | Site"] },
        { "https://s.example/Main/App/_workitems/edit/7", "server | https://s.example | Main | App | -", ["server | https://s.example/Main | App | - | -"] },
        {
            "https://s.example/devops/Main/App/_git/Site",
            "server | https://s.example/devops | Main | App | Site", ["server | https://s.example/devops/Main | App | Site | Site", "server | https://s.example | devops | Main | Site"]
        },
        { "https://s.example/Main", "server | https://s.example | Main | - | -", [] },
        { "https://s.example/Main/_git/Site", "server | https://s.example | Main | Site | Site", [] },
        { "https://s.example/tfs/Main/App/_git/Site", "server | https://s.example/tfs | Main | App | Site", [] },
        { "https://s.example/DefaultCollection/App/_git/Site", "server | https://s.example | DefaultCollection | App | Site", [] },
        { "https://s.example/devops/DefaultCollection/App/_git/Site", "server | https://s.example/devops | DefaultCollection | App | Site", [] },
        // A team, and pages of the collection below another virtual directory.
        { "https://s.example/Main/App/App%20Team/_git/Site", "server | https://s.example | Main | App | Site", ["server | https://s.example/Main | App | App Team | Site"] },
        {
            "https://s.example/Main/App/Blue/_backlogs/board/Stories",
            "server | https://s.example/Main | App | Blue | -", ["server | https://s.example/Main/App | Blue | - | -", "server | https://s.example | Main | App | -"]
        },
        { "https://s.example/devops/Main/_pulls", "server | https://s.example/devops | Main | - | -", ["server | https://s.example | devops | Main | -"] },
        { "https://s.example/teams/Main/_settings/projects", "server | https://s.example/teams | Main | - | -", ["server | https://s.example | teams | Main | -"] },
        // A blank in the last name, or a word behind it.
        { "git clone https://dev.azure.com/contoso/My Project/_git/My Repo", "services | contoso | My Project | My", ["services | contoso | My Project | My Repo"] },
        { "git clone https://dev.azure.com/contoso/My%20Project/_git/My Repo", "services | contoso | My Project | My", ["services | contoso | My Project | My Repo"] },
        { "git clone contoso@vs-ssh.visualstudio.com:v3/contoso/My App/My Site", "services | contoso | My App | My", ["services | contoso | My App | My Site"] },
        {
            "git remote set-url origin https://dev.azure.com/contoso/My App/_git/My Big Site",
            "services | contoso | My App | My", ["services | contoso | My App | My Big", "services | contoso | My App | My Big Site"]
        },
        {
            "git submodule add https://s.example/tfs/Main/My App/_git/My Site libs/site",
            "server | https://s.example/tfs | Main | My App | My", ["server | https://s.example/tfs | Main | My App | My Site"]
        },
        { "git@ssh.dev.azure.com:v3/contoso/App/Site folder", "services | contoso | App | Site folder", ["services | contoso | App | Site"] },
        { "https://s.example/tfs/Main/App/_git/Big Site", "server | https://s.example/tfs | Main | App | Big Site", ["server | https://s.example/tfs | Main | App | Big"] },
        { "https://s.example/tfs/Main is our server", "server | https://s.example/tfs | Main | - | -", ["server | https://s.example/tfs | Main is our server | - | -"] },
        { "https://s.example/tfs/Main (ask Bob)", "server | https://s.example/tfs | Main | - | -", [] },
        { "\"https://s.example/tfs/Main/My App/_git/My Site\" is ours", "server | https://s.example/tfs | Main | My App | My Site", [] },
        // Two addresses.
        { "Old: https://old.example/tfs/Main New: https://new.example/tfs/Main", "server | https://old.example/tfs | Main | - | -", ["server | https://new.example/tfs | Main | - | -"] },
        { "https://old.example/tfs/Main\nhttps://new.example/tfs/Main", "server | https://old.example/tfs | Main | - | -", ["server | https://new.example/tfs | Main | - | -"] },
        { "https://old.example/tfs/Main,https://new.example/tfs/Main", "server | https://old.example/tfs | Main | - | -", ["server | https://new.example/tfs | Main | - | -"] },
        { "https://dev.azure.com/contoso/App/_git/Site;https://dev.azure.com/contoso/App/_git/Other", "services | contoso | App | Site", ["services | contoso | App | Other"] },
        {
            "upstream\thttps://dev.azure.com/fabrikam/App/_git/Site (fetch)\norigin\thttps://dev.azure.com/contoso/App/_git/Site (fetch)",
            "services | fabrikam | App | Site", ["services | contoso | App | Site"]
        },
        {
            "upstream\tgit@ssh.dev.azure.com:v3/fabrikam/App/Site (fetch)\norigin\tgit@ssh.dev.azure.com:v3/contoso/App/Site (fetch)",
            "services | fabrikam | App | Site", ["services | contoso | App | Site"]
        },
        { "Moved from https://s.example/tfs/Main to https://dev.azure.com/contoso", "server | https://s.example/tfs | Main | - | -", ["services | contoso | - | -"] },
    };

    [Theory]
    [MemberData(nameof(OtherReadings))]
    public void Where_two_readings_are_possible_both_are_there(string pasted, string first, string[] others)
    {
        var read = AddressParser.ParsePasted(pasted);

        Describe(read).ShouldBe(first);
        read.Others.Select(Describe).ShouldBe(others);
    }

    [Theory]
    [MemberData(nameof(Nothing))]
    public void Anything_else_is_left_alone(string pasted) => AddressParser.ParsePasted(pasted).ShouldBeOfType<ParsedNothing>();

    [Theory]
    [InlineData("https://me:hunter2@s.example/Main", InputNoteCode.UserDropped)]
    [InlineData("https://contoso:hunter2@dev.azure.com/contoso", InputNoteCode.UserDropped)]
    [InlineData("ssh://s.example:22/Main/App/_git/Site", InputNoteCode.SshRead)]
    [InlineData("https://s.example/Main?token=hunter2", InputNoteCode.QueryCut)]
    [InlineData("//s.example/Main/_packaging/feed/npm/registry/:_password=hunter2", InputNoteCode.PathCut)]
    [InlineData("https://s.example/Main/_packaging/feed/pat=hunter2", InputNoteCode.PathCut)]
    [InlineData("s.example/Main", InputNoteCode.SchemeAssumed)]
    [InlineData("https://eu.safelinks.protection.outlook.com/?url=https%3A%2F%2Fme%3Ahunter2%40s.example%2FMain", InputNoteCode.Unwrapped)]
    public void What_was_dropped_is_noted_and_no_secret_is_kept(string pasted, InputNoteCode code)
    {
        var read = AddressParser.ParsePasted(pasted);

        read.Notes.Select(note => note.Code).ShouldContain(code);
        string.Join(' ', read.Notes.Select(note => note.Text)).ShouldNotContain("hunter2");
        read.ToString().ShouldNotContain("hunter2");
    }

    private static string Describe(ParsedAddress parsed) => parsed switch
    {
        ParsedServer server => Join("server", server.Address.DisplayUrl, server.Collection, server.Project, server.Repository),
        ParsedServices services => Join("services", services.Organization, services.Project, services.Repository),
        ParsedForeign foreign => Join(foreign.IsForwarder ? "forwarder" : "foreign", foreign.Name),
        _ => "nothing",
    };

    private static string Join(params IEnumerable<string?> parts) => string.Join(" | ", parts.Select(part => part ?? "-"));
}
