using Shouldly;
using Xunit;

namespace ConnectWizard.Connections.Addresses;

/// <summary>URL and collection field together.</summary>
[Trait("Kind", "Time")]
public sealed class ParsedTargetTests
{
    [Theory]
    [InlineData("https://s.example", "Main", "https://s.example", "Main")]
    [InlineData("https://s.example/tfs", "Main", "https://s.example/tfs", "Main")]
    [InlineData("https://s.example/tfs/Main", "Main", "https://s.example/tfs", "Main")]
    [InlineData("https://s.example/tfs/main/", "Main", "https://s.example/tfs", "Main")]
    [InlineData("https://s.example/tfs/Main", "", "https://s.example/tfs", "Main")]
    [InlineData("https://s.example/tfs/Main", "Other", "https://s.example/tfs", "Other")]
    [InlineData("https://s.example/Main", "Main", "https://s.example", "Main")]
    [InlineData("https://s.example/devops", "Main", "https://s.example/devops", "Main")]
    [InlineData("https://s.example/devops/Main", "Main", "https://s.example/devops", "Main")]
    [InlineData("https://s.example/devops/devops", "devops", "https://s.example", "devops")]
    [InlineData("https://s.example/tfs/acme/acme", "acme", "https://s.example/tfs", "acme")]
    [InlineData("https://s.example/a/acme/b/acme/acme", "acme", "https://s.example/a/acme/b", "acme")]
    [InlineData("https://s.example/tfs/tfs", "tfs", "https://s.example/tfs", "tfs")]
    [InlineData("https://s.example", "devops/devops", "https://s.example/devops", "devops")]
    [InlineData("https://s.example/Main/App", "Main", "https://s.example", "Main")]
    [InlineData("https://s.example/a/b/Main/App/_git/App", "Main", "https://s.example/a/b", "Main")]
    [InlineData("https://s.example/tfs/Main/App/_git/App", "", "https://s.example/tfs", "Main")]
    [InlineData("https://s.example/Main/_apis/projects?api-version=6.0", "", "https://s.example", "Main")]
    [InlineData("https://s.example/devops/Main/_apis/connectionData", "", "https://s.example/devops", "Main")]
    [InlineData("https://s.example/devops/_apis/projectCollections", "Main", "https://s.example/devops", "Main")]
    [InlineData("https://s.example/devops/Main/_home", "", "https://s.example/devops", "Main")]
    [InlineData("https://s.example/Main/App/_settings/repositories", "", "https://s.example", "Main")]
    [InlineData("https://s.example/DefaultCollection", "", "https://s.example", "DefaultCollection")]
    [InlineData("https://s.example/x/defaultcollection/App", "", "https://s.example/x", "defaultcollection")]
    [InlineData("https://s.example", "tfs/DefaultCollection", "https://s.example/tfs", "DefaultCollection")]
    [InlineData("https://s.example/tfs", "tfs/DefaultCollection", "https://s.example/tfs", "DefaultCollection")]
    [InlineData("https://s.example/tfs/DefaultCollection", "/tfs/DefaultCollection/", "https://s.example/tfs", "DefaultCollection")]
    [InlineData("https://s.example", @"tfs\DefaultCollection", "https://s.example/tfs", "DefaultCollection")]
    [InlineData("https://s.example", " Space Tech ", "https://s.example", "Space Tech")]
    [InlineData("https://s.example", "Space%20Tech", "https://s.example", "Space Tech")]
    [InlineData("https://s.example/Space%20Tech", "Space Tech", "https://s.example", "Space Tech")]
    [InlineData("https://s.example/Space+Tech", "Space Tech", "https://s.example", "Space Tech")]
    [InlineData("https://s.example", "Größe", "https://s.example", "Größe")]
    [InlineData("https://s.example", "$(id)", "https://s.example", "$(id)")]
    public void Both_fields_make_one_target(string url, string collection, string address, string name)
    {
        var target = ParsedTarget.Parse(url, collection).Target.ShouldNotBeNull();

        target.Address.BaseUrl.ShouldBe(address);
        target.Collection.ShouldBe(name);
    }

    [Theory]
    [InlineData("https://s.example", "", ProblemCode.CollectionMissing)]
    [InlineData("https://s.example/devops", " ", ProblemCode.CollectionMissing)]
    [InlineData("https://s.example", "https://s.example/Main", ProblemCode.CollectionUnusable)]
    [InlineData("https://s.example", "a?b", ProblemCode.CollectionUnusable)]
    [InlineData("", "", ProblemCode.AddressMissing)]
    [InlineData("https://", "Main", ProblemCode.AddressUnusable)]
    [InlineData("https://dev.azure.com/contoso", "contoso", ProblemCode.AddressIsServices)]
    public void What_cannot_be_a_target_is_a_problem(string url, string collection, ProblemCode code)
    {
        var parsed = ParsedTarget.Parse(url, collection);

        parsed.Target.ShouldBeNull();
        (parsed.UrlProblem ?? parsed.CollectionProblem).ShouldNotBeNull().Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("https://s.example/tfs", "Main", "/tfs is read as the server's virtual directory.")]
    [InlineData("https://s.example/Main", "Main", "Main at the end of the address is the collection and is not counted twice.")]
    [InlineData("https://s.example/DefaultCollection", "", "The collection DefaultCollection was taken from the address.")]
    [InlineData("https://s.example/DefaultCollection", "Main", "The address names the collection DefaultCollection, the field says Main. The field is used.")]
    [InlineData("https://s.example/Main/App", "Main", "The rest of the address, /App, was ignored.")]
    [InlineData("https://s.example", "tfs/Main", "Read as virtual directory /tfs and collection Main.")]
    [InlineData("s.example", "Main", "No https:// or http:// was typed, so https is used.")]
    [InlineData("https://s.example", "a;b", "Azure DevOps does not usually allow ; in a collection's name. Check the spelling of a;b.")]
    public void A_note_says_how_it_was_read(string url, string collection, string note) =>
        ParsedTarget.Parse(url, collection).Notes.Select(one => one.Text).ShouldContain(text => text == note);

    [Fact]
    public void A_plain_target_needs_no_note() => ParsedTarget.Parse("https://s.example", "Main").Notes.ShouldBeEmpty();

    [Theory]
    [InlineData("Main", null)]
    [InlineData("DefaultCollection", null)]
    [InlineData("Ünïcode 東京", null)]
    [InlineData("a.b", null)]
    [InlineData("it's $(here)", null)]
    [InlineData("_hidden", "underscore")]
    [InlineData(".dot", "dot")]
    [InlineData("dot.", "dot")]
    [InlineData("a:b", "character")]
    [InlineData("a*b", "character")]
    [InlineData("a<b", "character")]
    [InlineData("a&b", "character")]
    [InlineData("a%b", "character")]
    [InlineData("a\"b", "character")]
    [InlineData("a\u0007b", "control")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345", "long")]
    public void A_collection_name_is_judged_as_the_web_server_would(string name, string? variant) =>
        new CollectionName([], name, IsAddress: false).Check()?.Arguments[ProblemText.Variant].ShouldBe(variant);
}
