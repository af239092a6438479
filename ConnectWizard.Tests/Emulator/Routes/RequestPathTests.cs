using AzureDevOpsEmulator.Routes;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Routes;

public sealed class RequestPathTests
{
    [Theory]
    [InlineData("/_apis/connectionData", null, null, "_apis", "connectionData")]
    [InlineData("/Coll/_APIS/projects/a", "Coll", null, "_apis", "projects/a")]
    [InlineData("/Coll/Some project/_apis/git/repositories/", "Coll", "Some project", "_apis", "git/repositories")]
    [InlineData("/Coll/Project/Team/_apis/work", "Coll", "Project", "_apis", "work")]
    [InlineData("/Coll/_git/Website/info/refs", "Coll", null, "_git", "Website/info/refs")]
    [InlineData("/Coll/Project", "Coll", "Project", "", "")]
    [InlineData("/", null, null, "", "")]
    public void A_path_is_taken_apart_at_its_marker(string path, string? collection, string? project, string marker, string rest)
    {
        var address = RequestPath.Parse(path);

        (address.Collection, address.Project, address.Marker, string.Join('/', address.Rest)).ShouldBe((collection, project, marker, rest));
    }
}
