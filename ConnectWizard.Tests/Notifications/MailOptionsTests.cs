using ConnectWizard.Storage;
using Shouldly;
using Xunit;

namespace ConnectWizard.Notifications;

public sealed class MailOptionsTests
{
    private const string Password = "correct horse battery";

    [Fact]
    public void Without_a_host_nothing_else_is_asked_for()
    {
        new MailOptions().IsSetUp.ShouldBeFalse();
        FaultsOf(new MailOptions { Port = 0, From = "nobody", MaxPerHour = 0 }).ShouldBeEmpty();
    }

    [Fact]
    public void A_server_and_a_sender_are_enough()
    {
        FaultsOf(Valid()).ShouldBeEmpty();
        FaultsOf(Valid() with { User = "wizard", Password = Password }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("mail example", "Mail:Host:")]
    [InlineData("mail.example:25", "Mail:Host:")]
    [InlineData("smtp://mail.example", "Mail:Host:")]
    public void A_host_is_a_name_or_an_address_alone(string host, string key) => FaultOf(Valid() with { Host = host }).ShouldStartWith(key);

    [Theory]
    [InlineData("10.0.0.7")]
    [InlineData("::1")]
    [InlineData("[2001:db8::7]")]
    [InlineData("post")]
    public void A_host_may_be_a_short_name_or_an_address(string host) => FaultsOf(Valid() with { Host = host }).ShouldBeEmpty();

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65536)]
    public void A_port_is_in_its_range(int port) => FaultOf(Valid() with { Port = port }).ShouldStartWith("Mail:Port:");

    [Fact]
    public void A_security_by_an_unknown_number_is_refused() => FaultOf(Valid() with { Security = (MailSecurity)7 }).ShouldStartWith("Mail:Security:");

    [Theory]
    [InlineData("")]
    [InlineData("example.com")]
    [InlineData("ConnectWizard <wizard@example.com>")]
    [InlineData("wizard@example.com\r\nBcc: all@example.com")]
    public void A_sender_is_a_plain_address(string from)
    {
        var fault = FaultOf(Valid() with { From = from });

        fault.ShouldStartWith("Mail:From:");
        fault.ShouldNotContain("all@");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void There_is_an_hourly_limit(int max) => FaultOf(Valid() with { MaxPerHour = max }).ShouldStartWith("Mail:MaxPerHour:");

    [Theory]
    [InlineData("")]
    [InlineData("@example.com")]
    [InlineData("*.example.com")]
    [InlineData("ada@example.com")]
    [InlineData("example.com, example.org")]
    [InlineData("10.0.0.7")]
    public void What_is_no_domain_is_told_by_its_number(string domain)
    {
        var fault = FaultOf(Valid() with { AllowedDomains = ["example.org", domain] });

        fault.ShouldStartWith($"Mail:AllowedDomains:1: '{domain}'");
    }

    [Theory]
    [InlineData("wizard", "", "", "Mail:User: there is no password")]
    [InlineData("", Password, "", "Mail:User: is empty")]
    [InlineData("wizard", Password, "/no/such/file", "Mail:Password: Mail:PasswordFile is set as well")]
    [InlineData("wizard", "", "/no/such/file", "Mail:PasswordFile: the file cannot be read")]
    public void A_password_has_a_user_and_one_place(string user, string password, string file, string expected)
    {
        var fault = FaultOf(Valid() with { User = user, Password = password, PasswordFile = file });

        fault.ShouldStartWith(expected);
        fault.ShouldNotContain(Password);
    }

    [Fact]
    public void A_password_may_lie_in_a_file_that_is_not_empty()
    {
        using var folder = new StoreFolder();
        var options = (Valid() with { User = "wizard", PasswordFile = folder.In("password") }).ToOptions();
        File.WriteAllText(folder.In("password"), " \n");
        new ValidateMailOptions().Validate(null, options).Failures!.ShouldHaveSingleItem().ShouldBe("Mail:PasswordFile: the file cannot be read (It is empty).");

        File.WriteAllText(folder.In("password"), Password + "\n");

        new ValidateMailOptions().Validate(null, options).Succeeded.ShouldBeTrue();
        options.ReadPassword().Reveal().ShouldBe(Password);
    }

    [Theory]
    [InlineData("mail.example", true)]
    [InlineData("127.example", true)]
    [InlineData("10.0.0.7", true)]
    [InlineData("localhost", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("[::1]", false)]
    public void A_password_leaves_this_machine_encrypted_alone(string host, bool isFault)
    {
        var faults = FaultsOf(Valid() with { Host = host, User = "wizard", Password = Password, Security = MailSecurity.None });

        faults.Select(fault => fault[..14]).ShouldBe(isFault ? ["Mail:Security:"] : []);
        FaultsOf(Valid() with { Host = host, Security = MailSecurity.None }).ShouldBeEmpty();
    }

    [Fact]
    public void All_faults_are_told_at_once_and_no_password_in_any()
    {
        var faults = FaultsOf(new Sample { Host = "mail example", Port = 0, From = "x", AllowedDomains = ["*", "?"], MaxPerHour = 0, Password = Password, Security = MailSecurity.None });

        faults.Select(fault => fault[..fault.IndexOf(": ", StringComparison.Ordinal)]).ShouldBe(["Mail:Host", "Mail:Port", "Mail:From", "Mail:AllowedDomains:1", "Mail:MaxPerHour", "Mail:User"]);
        faults.ShouldAllBe(fault => !fault.Contains(Password));
    }

    [Fact]
    public void With_a_user_and_an_unusable_host_the_faults_are_still_sentences() =>
        FaultOf(Valid() with { Host = "mail example", User = "wizard", Password = Password, Security = MailSecurity.None }).ShouldStartWith("Mail:Host:");

    [Theory]
    [InlineData("ada@example.com")]
    [InlineData("ada.lovelace+builds@mail.example.com")]
    [InlineData("o'neill@example.com")]
    [InlineData("ADA@EXAMPLE.COM")]
    [InlineData("juergen@bücher.example")]
    [InlineData("ada@xn--bcher-kva.example")]
    [InlineData("root@localhost")]
    public void A_plain_address_is_one(string address) => MailOptions.IsAddress(address).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@example.com")]
    [InlineData("ada@")]
    [InlineData("ada@@example.com")]
    [InlineData(".ada@example.com")]
    [InlineData("ada.@example.com")]
    [InlineData("ada..lovelace@example.com")]
    [InlineData("ada@example..com")]
    [InlineData("ada@.example.com")]
    [InlineData("ada@example.com.")]
    [InlineData("ada@-example.com")]
    [InlineData("ada@example-.com")]
    [InlineData("ada@[10.0.0.7]")]
    [InlineData("ada lovelace@example.com")]
    [InlineData("ada@exam ple.com")]
    [InlineData("Ada <ada@example.com>")]
    [InlineData("ada@example.com (Ada)")]
    [InlineData("\"ada\"@example.com")]
    [InlineData("a@evil.example,b@good.example")]
    [InlineData("a@evil.example;b@good.example")]
    [InlineData("a@evil.example b@good.example")]
    [InlineData("\"a@evil.example\"@good.example")]
    [InlineData("<a@evil.example>@good.example")]
    [InlineData("@evil.example:b@good.example")]
    [InlineData("a%evil.example@good.example")]
    [InlineData("evil.example!a@good.example")]
    [InlineData("a@evil.example\\@good.example")]
    [InlineData("ada@example.com\n")]
    [InlineData("ada@example.com\r\nBcc: eve@evil.example")]
    [InlineData("ada\r\n@example.com")]
    [InlineData("ada@example.com\0.evil.example")]
    [InlineData("ada@good。example")]
    [InlineData("ada@bu\u0308cher.example")]
    [InlineData("ada\u202E@example.com")]
    public void What_servers_read_in_different_ways_is_none(string text) => MailOptions.IsAddress(text).ShouldBeFalse();

    [Fact]
    public void A_long_address_is_none()
    {
        MailOptions.IsAddress($"ada@{new string('a', 254 - 8)}.com").ShouldBeTrue();
        MailOptions.IsAddress($"ada@{new string('a', 254 - 7)}.com").ShouldBeFalse();
    }

    [Fact]
    public void A_local_part_has_at_most_sixty_four_characters()
    {
        MailOptions.IsAddress(new string('a', 64) + "@example.com").ShouldBeTrue();
        MailOptions.IsAddress(new string('a', 65) + "@example.com").ShouldBeFalse();
    }

    [Theory]
    [InlineData("ada@example.com", true)]
    [InlineData("ada@EXAMPLE.com", true)]
    [InlineData("ada@example.org", false)]
    [InlineData("ada@mail.example.com", false)]
    [InlineData("ada@notexample.com", false)]
    [InlineData("ada@example.com.evil.example", false)]
    [InlineData("ada@еxample.com", false)]
    public void By_itself_the_senders_domain_is_allowed_and_no_other(string address, bool isAllowed) => Valid().ToOptions().Allows(address).ShouldBe(isAllowed);

    [Theory]
    [InlineData("ada@example.org", true)]
    [InlineData("ada@EXAMPLE.NET", true)]
    [InlineData("ada@Bücher.example", true)]
    [InlineData("ada@bucher.example", false)]
    [InlineData("ada@sub.example.org", false)]
    [InlineData("ada@example.com", false)]
    [InlineData("a@example.org@evil.example", false)]
    public void Named_domains_stand_in_its_place(string address, bool isAllowed)
    {
        var options = Valid() with { AllowedDomains = ["example.org", "Example.Net", "bücher.example"] };

        FaultsOf(options).ShouldBeEmpty();
        options.ToOptions().Allows(address).ShouldBe(isAllowed);
    }

    [Fact]
    public void An_asterisk_allows_all() => (Valid() with { AllowedDomains = ["example.org", "*"] }).ToOptions().Allows("ada@elsewhere.example").ShouldBeTrue();

    private static Sample Valid() => new() { Host = "mail.example.com", From = "wizard@example.com" };

    private static IReadOnlyList<string> FaultsOf(Sample options) => FaultsOf(options.ToOptions());

    private static IReadOnlyList<string> FaultsOf(MailOptions options) => [.. new ValidateMailOptions().Validate(null, options).Failures ?? []];

    private static string FaultOf(Sample options) => FaultsOf(options).ShouldHaveSingleItem();

    /// <summary>The options as a record, to vary one of them.</summary>
    private sealed record Sample
    {
        public string Host { get; init; } = "";
        public int Port { get; init; } = 587;
        public MailSecurity Security { get; init; }
        public string User { get; init; } = "";
        public string Password { get; init; } = "";
        public string PasswordFile { get; init; } = "";
        public string From { get; init; } = "";
        public IList<string> AllowedDomains { get; init; } = [];
        public int MaxPerHour { get; init; } = 100;

        public MailOptions ToOptions() => new()
        {
            Host = Host,
            Port = Port,
            Security = Security,
            User = User,
            Password = Password,
            PasswordFile = PasswordFile,
            From = From,
            AllowedDomains = AllowedDomains,
            MaxPerHour = MaxPerHour,
        };
    }
}
