using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

public sealed class ValidateAzureDevOpsOptionsTests
{
    [Theory]
    [InlineData("AzureDevOps:Cloud:OrganizationUrl", "https://user:word@dev.azure.com")]
    [InlineData("AzureDevOps:Cloud:OrganizationUrl", "https://dev.azure.com/?x=1")]
    public void A_fault_is_named_by_its_key(string key, string value) => Faults((key, value)).ShouldHaveSingleItem().ShouldStartWith(key + ": ");

    [Fact]
    public void All_faults_of_both_sections_are_reported_at_once() => Faults(
        ("AzureDevOps:Cloud:OrganizationUrl", "x"), ("AzureDevOps:Cloud:ProfileUrl", "x"), ("Network:ConnectTo:0", "x"))
        .Select(fault => fault.Split(": ")[0])
        .ShouldBe(["AzureDevOps:Cloud:OrganizationUrl", "AzureDevOps:Cloud:ProfileUrl", "Network:ConnectTo:0"], ignoreOrder: true);

    [Fact]
    public void The_defaults_are_good() => Faults().ShouldBeEmpty();

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
