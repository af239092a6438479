using ConnectWizard.Storage;
using Shouldly;
using Xunit;

namespace ConnectWizard.Builds.Dispatch;

public sealed class BuildsOptionsTests
{
    private static readonly string Long = new('s', 32);

    [Theory]
    [InlineData("Url", "ftp://builds.example", "Builds:Url:")]
    [InlineData("Url", "https://me:pass@builds.example", "Builds:Url:")]
    [InlineData("Url", "nowhere", "Builds:Url:")]
    [InlineData("Secret", "short", "Builds:Secret:")]
    [InlineData("SecretFile", "/no/such/file", "Builds:Secret:")]
    [InlineData("Secret", "whsec_this is no base64 at all, long enough", "Builds:Secret:")]
    [InlineData("Secret", "whsec_dGhlIGJhc2U2NCBvZiBmZXc=", "Builds:Secret:")]
    [InlineData("FormerSecret", "short", "Builds:FormerSecret:")]
    [InlineData("FormerSecret", "whsec_this is no base64 at all, long enough", "Builds:FormerSecret:")]
    [InlineData("Timeout", "01:00:00", "Builds:Timeout:")]
    public void A_fault_is_told_by_its_key_and_without_its_value(string key, string value, string expected)
    {
        var options = new BuildsOptions { Url = "https://builds.example/run", Secret = Long };
        var property = typeof(BuildsOptions).GetProperty(key)!;
        property.SetValue(options, property.PropertyType == typeof(TimeSpan) ? TimeSpan.Parse(value, null) : value);

        var fault = new ValidateBuildsOptions().Validate(null, options).Failures!.ShouldHaveSingleItem();

        fault.ShouldStartWith(expected);
        fault.ShouldNotContain(value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void There_is_a_number_of_fetches(int maxFetches) => new ValidateBuildsOptions().Validate(null, new BuildsOptions { MaxFetches = maxFetches })
        .Failures!.ShouldHaveSingleItem().ShouldStartWith("Builds:MaxFetches:");

    [Fact]
    public void A_secret_may_lie_in_a_file_and_without_an_address_none_is_needed()
    {
        using var folder = new StoreFolder();
        File.WriteAllText(folder.In("secret"), Long + "\n");
        var options = new BuildsOptions { Url = "http://10.0.0.7:8080/run", SecretFile = folder.In("secret") };

        new ValidateBuildsOptions().Validate(null, options).Succeeded.ShouldBeTrue();
        options.ReadSecrets().ShouldHaveSingleItem().Reveal().ShouldBe(Long);
        new ValidateBuildsOptions().Validate(null, new BuildsOptions()).Succeeded.ShouldBeTrue();
    }
}
