using System.Net;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Cloud;

/// <summary>What Azure DevOps Services answers to those who got in.</summary>
public sealed class CloudServiceTests(CloudFixture fixture) : IClassFixture<CloudFixture>
{
    private const string Profile = "https://app.vssps.visualstudio.com";
    private const string Organization = "https://dev.azure.com/spacetech";

    private readonly EmulatorClient _client = fixture.Client;
    private readonly CloudClient _application = fixture.Application;

    [Theory]
    [InlineData("ada", "spacetech,spacetech-labs,spacetech-new")]
    [InlineData("chiara", "")]
    [InlineData("dmitri", "spacetech,lunar-survey")]
    public async Task A_person_s_organizations_are_listed_by_their_own_id(string person, string expected)
    {
        var bearer = CloudClient.Bearer(await _application.AccessTokenAsync(person));
        var me = await _client.GetAsync(Profile + "/_apis/profile/profiles/me?api-version=7.1", token: null, bearer);
        var accounts = await _client.GetAsync($"{Profile}/_apis/accounts?memberId={me.TextAt("id")}&api-version=7.1", token: null, bearer);

        me.TextAt("emailAddress").ShouldNotBeNull().ShouldStartWith(person);
        me.TextAt("timeStamp").ShouldNotBeNull().ShouldEndWith("+00:00");
        string.Join(',', accounts.Items.Select(account => account.GetProperty("accountName").GetString())).ShouldBe(expected);
        accounts.Items.ShouldAllBe(account => account.GetProperty("accountUri").GetString()!.StartsWith("https://vssps.dev.azure.com/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tenant_s_organizations_are_listed_to_its_guest()
    {
        var bearer = CloudClient.Bearer(await _application.AccessTokenAsync("dmitri", "lunarlogistics.example"));
        var me = await _client.GetAsync(Profile + "/_apis/profile/profiles/me", token: null, bearer);
        var accounts = await _client.GetAsync($"{Profile}/_apis/accounts?memberId={me.TextAt("id")}", token: null, bearer);

        accounts.Items.Select(account => account.GetProperty("accountName").GetString()).ShouldBe(["lunar-logistics", "lunar-survey", "lunar-outpost"]);
    }

    [Fact]
    public async Task A_disabled_organization_is_marked_in_the_list_and_nobody_else_s_are_told()
    {
        var bearer = CloudClient.Bearer(await _application.AccessTokenAsync("bruno"));
        var me = await _client.GetAsync(Profile + "/_apis/profile/profiles/me", token: null, bearer);
        var own = await _client.GetAsync($"{Profile}/_apis/accounts?memberId={me.TextAt("id")}", token: null, bearer);
        var others = await _client.GetAsync($"{Profile}/_apis/accounts?memberId={Guid.NewGuid()}", token: null, bearer);

        own.Items.Single(account => account.TryGetProperty("accountStatus", out _)).GetProperty("accountName").GetString().ShouldBe("spacetech-retired");
        others.Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/_apis/profile/profiles/me")]
    [InlineData("/_apis/accounts?memberId=1b730954-1685-4b74-9bfd-dac224a7b894")]
    public async Task Profile_and_organizations_are_not_for_personal_tokens_nor_for_narrow_ones(string path)
    {
        var personal = await _client.GetAsync(Profile + path, "services-global");
        var narrow = await _client.GetAsync(
            Profile + path, token: null, CloudClient.Bearer(await _application.AccessTokenAsync(scope: CloudClient.Resource + "/vso.code")));

        foreach (var answer in new[] { personal, narrow })
        {
            answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
            answer.Body.ShouldBeEmpty();
            answer.Headers["WWW-Authenticate"].Single().ShouldStartWith("Basic ");
        }
    }

    [Fact]
    public async Task The_profile_in_an_organization_is_for_every_token()
    {
        var answer = await _client.GetAsync("https://vssps.dev.azure.com/spacetech/_apis/profile/profiles/me?api-version=7.1", "services-code-only");

        answer.TextAt("displayName").ShouldBe("Ada Lindqvist");
    }

    [Fact]
    public async Task Connection_data_is_that_of_a_hosted_organization()
    {
        var bearer = CloudClient.Bearer(await _application.AccessTokenAsync(scope: CloudClient.Resource + "/vso.code"));
        var answer = await _client.GetAsync(Organization + "/_apis/connectionData?connectOptions=1", token: null, bearer);

        answer.TextAt("deploymentType").ShouldBe("hosted");
        answer.TextAt("authenticatedUser/properties/Account/$value").ShouldBe("ada.lindqvist@spacetech.example");
        answer.Json.GetProperty("locationServiceData").GetProperty("accessMappings").EnumerateArray()
            .Select(mapping => mapping.GetProperty("moniker").GetString())
            .ShouldBe(["HostGuidAccessMapping", "PublicAccessMapping", "AzureInstanceMapping", "CodexAccessMapping"]);
        answer.TextAt("authenticatedUser/id").ShouldBe(answer.Header("X-VSS-UserData")!.Split(':')[0]);
    }

    [Fact]
    public async Task Clients_find_an_area_by_way_of_the_service_for_accounts()
    {
        const string Git = "4e080c62-fa21-4fbc-8fef-2a10a2b38049";
        var connection = await _client.GetAsync(Organization + "/_apis/connectionData?connectOptions=1", "services-full");
        var pointer = connection.Json.GetProperty("locationServiceData").GetProperty("serviceDefinitions").EnumerateArray()
            .Single(definition => definition.GetProperty("identifier").GetString() == "951917ac-a960-4999-8464-e3f0aa25b381");
        var accounts = pointer.GetProperty("locationMappings")[0].GetProperty("location").GetString();
        var area = await _client.GetAsync($"{accounts}_apis/ServiceDefinitions/LocationService2/{Git}", "services-full");
        var areas = await _client.GetAsync(Organization + "/_apis/ResourceAreas", "services-full");

        accounts.ShouldBe("https://vssps.dev.azure.com/spacetech/");
        area.Json.GetProperty("locationMappings")[0].GetProperty("location").GetString().ShouldBe(Organization + "/");
        areas.Items.Single(item => item.GetProperty("id").GetString() == Git).GetProperty("locationUrl").GetString().ShouldBe(Organization + "/");
    }

    [Fact]
    public async Task Projects_come_in_pages()
    {
        var first = await _client.GetAsync(Organization + "/_apis/projects?api-version=7.1", "services-full");
        var token = first.Header("x-ms-continuationtoken");
        var second = await _client.GetAsync($"{Organization}/_apis/projects?continuationToken={token}&api-version=7.1", "services-full");

        first.Items.Count.ShouldBe(100);
        second.Names.Intersect(first.Names, StringComparer.Ordinal).ShouldBeEmpty();
        second.Header("x-ms-continuationtoken").ShouldBeNull();
    }

    [Fact]
    public async Task The_newest_version_is_a_preview()
    {
        var released = await _client.GetAsync(Organization + "/_apis/projects?api-version=7.2", "services-full");
        var preview = await _client.GetAsync(Organization + "/_apis/projects?api-version=7.2-preview.4", "services-full");

        released.ShouldRefuse(HttpStatusCode.BadRequest, "VssInvalidPreviewVersionException", "7.2-preview");
        preview.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_repository_s_addresses_have_the_cloud_s_forms()
    {
        var answer = await _client.GetAsync("https://dev.azure.com/spacetech-labs/_apis/git/repositories", "services-global");

        var repository = answer.Items.Single(item => item.GetProperty("name").GetString() == "crew exercise data");
        const string Path = "Space%20Station%20Crew%20Exercise%20Data%20Review%20Board/_git/crew%20exercise%20data";
        repository.GetProperty("remoteUrl").GetString().ShouldBe("https://spacetech-labs@dev.azure.com/spacetech-labs/" + Path);
        repository.GetProperty("webUrl").GetString().ShouldBe("https://dev.azure.com/spacetech-labs/" + Path);
        repository.GetProperty("sshUrl").GetString().ShouldBe("git@ssh.dev.azure.com:v3/spacetech-labs/" + Path.Replace("/_git", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Git_is_served_to_bearers_and_asks_others_by_the_status()
    {
        const string Url = Organization + "/Mission%20Control/_git/mission-control/info/refs?service=git-upload-pack";
        var access = await _application.AccessTokenAsync();
        var stranger = await _client.GetAsync(Url, token: null);
        var bearer = await _client.GetAsync(Url, token: null, request => request.Headers.Authorization = new("Bearer", access));

        stranger.Status.ShouldBe(HttpStatusCode.Unauthorized);
        stranger.Headers["WWW-Authenticate"].ShouldContain(value => value.StartsWith("Basic ", StringComparison.Ordinal));
        bearer.Status.ShouldBe(HttpStatusCode.OK);
        bearer.Text.ShouldContain("service=git-upload-pack");
    }

    [Theory]
    [InlineData("https://spacetech.visualstudio.com/_apis/projects?$top=1")]
    [InlineData("https://spacetech.visualstudio.com/DefaultCollection/_apis/projects?$top=1")]
    public async Task The_old_addresses_lead_to_the_same_organization(string url)
    {
        var answer = await _client.GetAsync(url, "services-full");

        answer.Items.Single().GetProperty("url").GetString().ShouldNotBeNull().ShouldStartWith(Organization + "/_apis/projects/");
    }

    [Fact]
    public async Task Under_a_loopback_name_links_stay_there()
    {
        var organization = fixture.Emulator.Cloud.Organizations.Single(known => known.Name == "spacetech").DirectUrl.AbsoluteUri;
        var answer = await _client.GetAsync(organization + "/_apis/projects?$top=1", "services-full");
        var refused = await _client.GetAsync(
            organization + "/_apis/projects", token: null, request => request.Headers.Add("X-TFS-FedAuthRedirect", "Suppress"));

        answer.Items.Single().GetProperty("url").GetString().ShouldNotBeNull().ShouldStartWith(organization);
        refused.Headers["WWW-Authenticate"].First().ShouldStartWith($"Bearer authorization_uri={fixture.Emulator.BaseUrl}cloud/login.microsoftonline.com/");
    }
}
