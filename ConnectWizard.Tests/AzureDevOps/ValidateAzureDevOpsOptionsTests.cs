using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

public sealed class ValidateAzureDevOpsOptionsTests
{
    [Theory]
    [InlineData("AzureDevOps:Server:MinimumVersion", "new")]
    [InlineData("AzureDevOps:Server:MinimumVersion", "2018")]
    [InlineData("AzureDevOps:Server:MinimumVersion", "2022.1")]
    [InlineData("AzureDevOps:Server:MinimumVersion", "")]
    [InlineData("AzureDevOps:Cloud:Authority", "login.microsoftonline.com")]
    [InlineData("AzureDevOps:Cloud:Authority", "")]
    [InlineData("AzureDevOps:Cloud:TokenEndpoint", "ftp://login.example")]
    [InlineData("AzureDevOps:Cloud:OrganizationUrl", "https://user:word@dev.azure.com")]
    [InlineData("AzureDevOps:Cloud:OrganizationUrl", "https://dev.azure.com/?x=1")]
    [InlineData("AzureDevOps:Cloud:AuthorizationEndpoint", "http://login.example/authorize")]
    [InlineData("AzureDevOps:Cloud:Authority", "http://10.0.0.1/organizations")]
    [InlineData("AzureDevOps:Cloud:Scopes", "openid 499b84ac-1321-427f-aa17-267ca6975798/user_impersonation")]
    public void A_fault_is_named_by_its_key(string key, string value) => Faults((key, value)).ShouldHaveSingleItem().ShouldStartWith(key + ": ");

    [Fact]
    public void All_faults_of_both_sections_are_reported_at_once() => Faults(
        ("AzureDevOps:Server:MinimumVersion", "x"), ("AzureDevOps:Cloud:ProfileUrl", "x"), ("Network:ConnectTo:0", "x"))
        .Select(fault => fault.Split(": ")[0])
        .ShouldBe(["AzureDevOps:Server:MinimumVersion", "AzureDevOps:Cloud:ProfileUrl", "Network:ConnectTo:0"], ignoreOrder: true);

    [Theory]
    [InlineData("http://localhost:8080/authorize")]
    [InlineData("http://127.0.0.1:8080/authorize?tenant=x")]
    [InlineData("http://[::1]:8080/authorize")]
    public void A_provider_on_this_machine_may_speak_plain_http(string url) => Faults(("AzureDevOps:Cloud:AuthorizationEndpoint", url)).ShouldBeEmpty();

    [Theory]
    [InlineData("https://login.microsoftonline.com/organizations", "https://login.microsoftonline.com/organizations/oauth2/v2.0/token")]
    [InlineData("https://login.microsoftonline.com/organizations/", "https://login.microsoftonline.com/organizations/oauth2/v2.0/token")]
    [InlineData("https://login.microsoftonline.com/organizations/v2.0", "https://login.microsoftonline.com/organizations/oauth2/v2.0/token")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/oauth2/v2.0/token")]
    public void An_authority_implies_its_endpoints(string authority, string token) =>
        new CloudOptions { Authority = authority }.TokenAddress.AbsoluteUri.ShouldBe(token);

    [Fact]
    public void The_defaults_are_good()
    {
        using var services = EdgeServices.Build([]);

        services.GetRequiredService<IOptions<AzureDevOpsOptions>>().Value.Server.MinimumYear.ShouldBe(2020);
    }

    private static IEnumerable<string> Faults(params (string Key, string Value)[] settings)
    {
        using var services = EdgeServices.Build(settings);
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return exception.Failures;
        }
        catch (AggregateException several)
        {
            return several.InnerExceptions.OfType<OptionsValidationException>().SelectMany(exception => exception.Failures);
        }
    }
}
