using ConnectWizard.Notifications;
using ConnectWizard.Storage;
using Shouldly;
using Xunit;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>The rules that each receiver of signed messages has, in its own section.</summary>
public sealed class SignedWebhookOptionsTests
{
    private static readonly string[] Names = [BuildsOptions.Section, NotificationsOptions.Section];
    private static readonly string Long = new('s', 32);

    private static readonly (string Key, string Value, string Expected)[] Faults =
    [
        ("Url", "ftp://receiver.example", "Url"),
        ("Url", "https://me:pass@receiver.example", "Url"),
        ("Url", "https://receiver.example#part", "Url"),
        ("Url", "nowhere", "Url"),
        ("Secret", "", "Secret"),
        ("Secret", "short", "Secret"),
        ("SecretFile", "/no/such/file", "Secret"),
        ("Secret", "whsec_this is no base64 at all, long enough", "Secret"),
        ("Secret", "whsec_dGhlIGJhc2U2NCBvZiBmZXc=", "Secret"),
        ("FormerSecret", "short", "FormerSecret"),
        ("FormerSecret", "whsec_this is no base64 at all, long enough", "FormerSecret"),
        ("Timeout", "01:00:00", "Timeout"),
        ("Timeout", "00:00:00.5000000", "Timeout"),
    ];

    public static TheoryData<string> Sections => [.. Names];

    public static TheoryData<string, string, string, string> FaultsOfSections
    {
        get
        {
            var data = new TheoryData<string, string, string, string>();
            foreach (var section in Names)
            {
                foreach (var (key, value, expected) in Faults)
                    data.Add(section, key, value, $"{section}:{expected}:");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(FaultsOfSections))]
    public void A_fault_is_told_by_its_key_and_without_its_value(string section, string key, string value, string expected)
    {
        var (options, validate) = New(section);
        (options.Url, options.Secret) = ("https://receiver.example/run", Long);
        var property = typeof(SignedWebhookOptions).GetProperty(key)!;
        property.SetValue(options, property.PropertyType == typeof(TimeSpan) ? TimeSpan.Parse(value, null) : value);

        var fault = validate().ShouldHaveSingleItem();

        fault.ShouldStartWith(expected);
        if (value.Length > 0)
            fault.ShouldNotContain(value);
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void A_secret_may_lie_in_a_file_and_without_an_address_none_is_needed(string section)
    {
        using var folder = new StoreFolder();
        File.WriteAllText(folder.In("secret"), Long + "\n");
        var (options, validate) = New(section);
        (options.Url, options.SecretFile) = ("http://10.0.0.7:8080/run", folder.In("secret"));

        validate().ShouldBeEmpty();
        options.ReadSecrets().ShouldHaveSingleItem().Reveal().ShouldBe(Long);
        New(section).Validate().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void A_file_without_a_usable_secret_is_told_without_what_is_in_it(string section)
    {
        using var folder = new StoreFolder();
        var (options, validate) = New(section);
        (options.Url, options.SecretFile) = ("https://receiver.example/run", folder.In("secret"));

        validate().ShouldHaveSingleItem().ShouldStartWith($"{section}:SecretFile: the file cannot be read");
        File.WriteAllText(folder.In("secret"), "hunter2");
        var fault = validate().ShouldHaveSingleItem();
        fault.ShouldStartWith($"{section}:SecretFile: the secret in it has fewer than 32 characters");
        fault.ShouldNotContain("hunter2");
    }

    private static (SignedWebhookOptions Options, Func<IEnumerable<string>> Validate) New(string section)
    {
        if (section == BuildsOptions.Section)
        {
            var builds = new BuildsOptions();
            return (builds, () => new ValidateBuildsOptions().Validate(null, builds).Failures ?? []);
        }

        var notifications = new NotificationsOptions();
        return (notifications, () => new ValidateNotificationsOptions().Validate(null, notifications).Failures ?? []);
    }
}
