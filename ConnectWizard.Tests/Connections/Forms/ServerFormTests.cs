using ConnectWizard.Connections.Addresses;
using Shouldly;
using Xunit;

namespace ConnectWizard.Connections.Forms;

[Trait("Kind", "Time")]
public sealed class ServerFormTests
{
    [Fact]
    public void A_token_in_the_address_is_taken_out_and_said()
    {
        var form = new ServerForm { Url = new string('a', 52) };
        var problem = form.Parsed.UrlProblem.ShouldNotBeNull();

        form.RedactUrl();

        (form.Url, form.Parsed.UrlProblem).ShouldBe(("", problem));
        form.Url = "https://azure.example.com";
        form.Parsed.UrlProblem.ShouldBeNull();
    }

    [Fact]
    public void An_empty_form_names_every_missing_field_once()
    {
        var failures = new ServerFormValidator().Validate(new ServerForm()).Errors;

        failures.Select(failure => failure.PropertyName).ShouldBe(["Name", "Url", "Collection", "Token"]);
        failures.ShouldAllBe(failure => failure.ErrorMessage.Length > 20 && !failure.ErrorMessage.Contains('!'));
    }

    [Fact]
    public void Without_saving_the_name_is_not_asked() =>
        new ServerFormValidator(asksName: false).Validate(new ServerForm()).Errors.Select(failure => failure.PropertyName)
            .ShouldBe(["Url", "Collection", "Token"]);

    [Fact]
    public void A_form_as_the_domain_has_it_is_valid() => new ServerFormValidator().Validate(Valid()).IsValid.ShouldBeTrue();

    [Theory]
    [InlineData("x", true)]
    [InlineData("  x  ", true)]
    [InlineData("Größe 東京 <b>", true)]
    [InlineData("   ", false)]
    [InlineData("a\nb", false)]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234", true)]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345", false)]
    public void A_name_has_1_to_64_characters(string name, bool valid)
    {
        var form = Valid();
        form.Name = name;

        new ServerFormValidator().Validate(form).IsValid.ShouldBe(valid);
    }

    [Fact]
    public void A_collection_that_the_address_names_is_not_missing()
    {
        var form = Valid();
        form.Url = "https://s.example/tfs/Main";
        form.Collection = "";

        new ServerFormValidator().Validate(form).IsValid.ShouldBeTrue();
        form.Parsed.Target!.Url.AbsoluteUri.ShouldBe("https://s.example/tfs/Main");
    }

    [Theory]
    [InlineData("ftp://s.example", "Main", "Url")]
    [InlineData("https://s.example:99999", "Main", "Url")]
    [InlineData("https://dev.azure.com/contoso", "contoso", "Url")]
    [InlineData("https://s.example", "a?b", "Collection")]
    public void A_message_stands_at_its_own_field(string url, string collection, string field)
    {
        var form = Valid();
        (form.Url, form.Collection) = (url, collection);

        new ServerFormValidator().Validate(form).Errors.Single().PropertyName.ShouldBe(field);
    }

    [Fact]
    public void A_message_names_the_value_that_it_is_about()
    {
        var form = Valid();
        form.Url = "https://s.example:99999";

        new ServerFormValidator().Validate(form).Errors.Single().ErrorMessage.ShouldContain("s.example");
    }

    [Fact]
    public void What_was_pasted_fills_the_fields_and_keeps_a_collection_that_it_does_not_name()
    {
        var form = new ServerForm { Collection = "Main" };

        form.Take((ParsedServer)AddressParser.ParsePasted("https://s.example:8443/tfs"));

        (form.Url, form.Collection).ShouldBe(("https://s.example:8443/tfs", "Main"));
    }

    [Fact]
    public void A_virtual_directory_with_the_collections_name_survives_the_paste_box()
    {
        var form = new ServerForm();

        form.Take((ParsedServer)AddressParser.ParsePasted("https://s.example/devops/devops/App/_git/App"));

        form.Parsed.Target!.Url.AbsoluteUri.ShouldBe("https://s.example/devops/devops");
    }

    [Fact]
    public void An_address_is_parsed_once_until_its_text_changes()
    {
        var form = new ServerForm();
        form.Take((ParsedServer)AddressParser.ParsePasted("https://s.example/tfs/Main/App/_git/App"));
        var parsed = form.Parsed;

        new ServerFormValidator().Validate(form);
        form.Url = form.ToAnswers(new ServerAnswers()).Url;
        form.Parsed.ShouldBeSameAs(parsed);

        form.Collection = "Other";
        form.Parsed.Target.ShouldNotBeNull().Collection.ShouldBe("Other");
    }

    [Fact]
    public void What_is_stored_of_a_form_holds_no_secret_from_a_wrong_field()
    {
        var secret = new string('k', 52);
        var form = new ServerForm { Name = secret, Url = $"https://me:{secret}@s.example/tfs?t={secret}", Collection = secret, Token = secret };

        var answers = form.ToAnswers(new ServerAnswers { PastedProject = "App" });

        answers.ToString().ShouldNotContain(secret);
        answers.ShouldBe(new ServerAnswers { Url = "https://s.example/tfs", PastedProject = "App", HasTypedToken = true });
        new ServerFormValidator().Validate(form).Errors.ShouldAllBe(failure => !failure.ErrorMessage.Contains(secret));
    }

    [Theory]
    [InlineData("https://me:hunter2@s.example/Main", "https://s.example/Main")]
    [InlineData("me@Main", "me@Main")]
    [InlineData("Main", "Main")]
    public void An_address_in_the_collection_field_is_stored_without_its_user(string typed, string stored) =>
        new ServerForm { Collection = typed }.ToAnswers(new ServerAnswers()).Collection.ShouldBe(stored);

    [Fact]
    public void What_is_stored_of_a_plain_form_is_what_was_typed()
    {
        var form = new ServerForm { Name = " Main ", Url = "s.example/tfs/", Collection = "tfs/Main" };

        form.ToAnswers(new ServerAnswers()).ShouldBe(new ServerAnswers { Name = " Main ", Url = "s.example/tfs/", Collection = "tfs/Main" });
    }

    private static ServerForm Valid() => new() { Name = "Main server", Url = "https://s.example", Collection = "Main", Token = "abc123" };
}
