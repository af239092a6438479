using AzureDevOpsEmulator.Versions;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Versions;

public sealed class ApiVersionTests
{
    [Theory]
    [InlineData("7.1", "7.1", false, null)]
    [InlineData("7", "7.0", false, null)]
    [InlineData("7.1-preview", "7.1", true, null)]
    [InlineData("7.1-Preview.3", "7.1", true, 3)]
    public void A_version_is_read(string text, string number, bool preview, int? resource) =>
        ApiVersion.Parse(text).ShouldBe(new ApiVersion(Version.Parse(number), preview, resource));

    [Theory]
    [InlineData("")]
    [InlineData("7.1.2")]
    [InlineData("-preview")]
    [InlineData("7.1-preview.")]
    [InlineData("99999.0")]
    [InlineData("٧.١")]
    public void What_is_none_is_not(string text) => ApiVersion.Parse(text).ShouldBeNull();
}
