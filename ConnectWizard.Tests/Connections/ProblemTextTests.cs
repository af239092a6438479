using System.Collections;
using System.Globalization;
using System.Resources;
using ConnectWizard.Components;
using Shouldly;
using Xunit;

namespace ConnectWizard.Connections;

[Trait("Kind", "Time")]
public sealed class ProblemTextTests
{
    private static readonly string[] Parts = ["what", "cause", "fix", "ask"];

    private static readonly string[] Administrators =
    [
        "project administrator", "server administrator", "network administrator", "Microsoft Entra administrator", "organization's administrator",
        "administrator of this ConnectWizard installation", "Project Administrators", "Administration Console",
    ];

    public static TheoryData<ProblemCode> Codes => [.. Enum.GetValues<ProblemCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_problem_says_what_why_and_what_to_do(ProblemCode code)
    {
        var words = ProblemText.For(new Problem(code));

        string[] all = [words.What, words.Cause, words.Repair];
        all.ShouldAllBe(text => text.Length >= 15 && text.Length <= 320 && (text.EndsWith('.') || text.EndsWith('"')));
        words.What.Length.ShouldBeLessThanOrEqualTo(140);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Who_cannot_fix_it_alone_has_a_message_to_send(ProblemCode code)
    {
        if (ProblemCatalog.ResolvedByOf(code) != ResolvedBy.You)
            ProblemText.For(new Problem(code)).Ask.ShouldNotBeNull().Length.ShouldBeInRange(40, 320);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_problem_leads_to_a_help_page_and_has_a_name(ProblemCode code)
    {
        ProblemCatalog.HelpOf(code).ShouldStartWith("/help/");
        ProblemCatalog.Name(code).ShouldMatch("^[a-z]+(-[a-z]+)*$");
    }

    [Theory]
    [InlineData(ProblemCode.TlsUntrusted, "tls-untrusted")]
    [InlineData(ProblemCode.NotAzureDevOps, "not-azure-devops")]
    [InlineData(ProblemCode.LinksLocalhost, "links-localhost")]
    public void A_code_is_written_in_lower_case_with_hyphens(ProblemCode code, string name) => ProblemCatalog.Name(code).ShouldBe(name);

    [Theory]
    [InlineData(ProblemCode.AddressUnusable, "port", "The port behind")]
    [InlineData(ProblemCode.AddressUnusable, "host", "cannot be read")]
    [InlineData(ProblemCode.WebhooksNotAllowed, "several", "in any of the")]
    public void A_variant_has_its_own_words_or_those_of_its_code(ProblemCode code, string variant, string words) =>
        ProblemText.For(new Problem(code).With(ProblemText.Variant, variant)).What.ShouldContain(words);

    [Fact]
    public void No_text_shouts_blames_or_belongs_to_no_code()
    {
        foreach (var (key, text) in Texts().Where(text => !text.Key.StartsWith("neutral.", StringComparison.Ordinal)))
        {
            var name = key.Split('.');
            Enum.TryParse<ProblemCode>(name[0], out _).ShouldBeTrue(key);
            Parts.Contains(name[^1], StringComparer.Ordinal).ShouldBeTrue(key);
            text.ShouldNotContain("!", Case.Sensitive, key);
            text.ShouldNotContain("please ", name[^1] == "ask" ? Case.Sensitive : Case.Insensitive, key);
            text.ShouldNotContain("you failed", Case.Insensitive, key);
        }
    }

    /// <summary>"Ask your administrator" helps nobody: there are several, and each can do something else.</summary>
    [Fact]
    public void Who_is_to_be_asked_is_never_simply_an_administrator()
    {
        foreach (var (key, text) in Texts().Where(text => text.Key.EndsWith(".fix", StringComparison.Ordinal)))
        {
            var rest = Administrators.Aggregate(text, (left, name) => left.Replace(name, "", StringComparison.Ordinal));
            rest.ShouldNotContain("administrator", Case.Insensitive, key);
        }
    }

    [Fact]
    public void Every_placeholder_is_documented_and_has_a_neutral_word()
    {
        var texts = Texts().ToDictionary(text => text.Key, text => text.Text, StringComparer.Ordinal);

        foreach (var name in texts.Values.SelectMany(TextResource.PlaceholdersIn).Distinct(StringComparer.Ordinal))
        {
            ProblemArguments.All.ContainsKey(name).ShouldBeTrue(name);
            texts.ContainsKey("neutral." + name).ShouldBeTrue(name);
        }
    }

    [Fact]
    public void Values_are_put_in_as_data()
    {
        var problem = new Problem(ProblemCode.CollectionUnknown).With("collection", "<b>{host}</b>");

        ProblemText.For(problem).What.ShouldBe("The server has no collection named <b>{host}</b>, or does not show it to this token.");
    }

    [Fact]
    public void A_sentence_that_starts_with_a_neutral_word_starts_with_a_capital() =>
        Enum.GetValues<ProblemCode>().Select(code => ProblemText.For(new Problem(code)).What[0]).ShouldAllBe(first => char.IsUpper(first));

    private static IEnumerable<(string Key, string Text)> Texts() =>
        new ResourceManager("ConnectWizard.Connections.Problems", typeof(ProblemText).Assembly)
            .GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!
            .Cast<DictionaryEntry>()
            .Select(entry => ((string)entry.Key, (string)entry.Value!));
}
