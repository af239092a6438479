using System.Text.RegularExpressions;
using ConnectWizard.Connections;
using ConnectWizard.Startup;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Notifications;

public enum MailSecurity
{
    /// <summary>Begins unencrypted and upgrades; a server that doesn't is refused.</summary>
    StartTls,

    /// <summary>TLS from the first byte, at port 465 often.</summary>
    Tls,

    /// <summary>Unencrypted, for a relay on this machine or in a trusted network. Not together with a password, unless the host is loopback.</summary>
    None,
}

/// <summary>The mail server that notifications are sent by: the section <c>Mail</c>. Without a <see cref="Host"/>, no mail is sent.</summary>
public sealed partial class MailOptions
{
    public const string Section = "Mail";

    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    public MailSecurity Security { get; set; }

    /// <summary>Empty: without signing in.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>Instead of the password itself: a file that contains it, read for each connection. Surrounding white space is ignored.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>The sender's address.</summary>
    public string From { get; set; } = "";

    /// <summary>The domains that may get mail; <c>*</c> for all. Empty: the domain of <see cref="From"/>.</summary>
    public IList<string> AllowedDomains { get; set; } = [];

    /// <summary>Of the whole installation, 1 to 10,000. What is over it waits.</summary>
    public int MaxPerHour { get; set; } = 100;

    public bool IsSetUp => Host.Length > 0;

    /// <summary>The server is on this machine.</summary>
    public bool IsLoopback => new UriBuilder("http", Host).Uri.IsLoopback;

    internal SecureSocketOptions SocketOptions => Security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
    };

    internal IReadOnlyList<string> Domains => AllowedDomains.Count > 0 ? [.. AllowedDomains] : [DomainOf(From)];

    /// <exception cref="IOException">The file can't be read, or is empty.</exception>
    internal Secret ReadPassword()
    {
        var password = PasswordFile.Length > 0 ? File.ReadAllText(PasswordFile).Trim() : Password;
        return password.Length > 0 ? new Secret(password) : throw new FileNotFoundException("It is empty.");
    }

    /// <summary>Whether the domain of an address may get mail.</summary>
    public bool Allows(string address) => Domains.Any(domain => domain == "*" || string.Equals(domain, DomainOf(address), StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// A plain address, <c>name@example.com</c>: without display name, quotes and comments, which mail servers read in different ways, and without
    /// <c>%</c> and <c>!</c>, by which some forward it to another domain.
    /// </summary>
    public static bool IsAddress(string text) => text.Length <= MaxAddressLength && text.LastIndexOf('@') <= MaxLocalLength && Address().IsMatch(text);

    /// <summary>Of RFC 5321, section 4.5.3.1.3.</summary>
    public const int MaxAddressLength = 254;

    /// <summary>Of what is before the @: section 4.5.3.1.1.</summary>
    private const int MaxLocalLength = 64;

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];

    [GeneratedRegex(@"^[a-zA-Z0-9#$&'*+/=?^_`{|}~-]+(\.[a-zA-Z0-9#$&'*+/=?^_`{|}~-]+)*@[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)*\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}

/// <summary>No value but a domain is quoted.</summary>
internal sealed class ValidateMailOptions : IValidateOptions<MailOptions>
{
    private const int MaxPerHour = 10_000;

    public ValidateOptionsResult Validate(string? name, MailOptions options) => (options.IsSetUp ? Faults(options).ToList() : []).ToResult();

    private static IEnumerable<string> Faults(MailOptions options)
    {
        if (!IsHost(options.Host))
            yield return "Mail:Host: is not the name or address of a host; the port is in Mail:Port.";
        if (options.Port is < 1 or > ushort.MaxValue)
            yield return "Mail:Port: is not between 1 and 65535 (587).";
        if (!Enum.IsDefined(options.Security))
            yield return "Mail:Security: is not StartTls, Tls or None.";
        if (!MailOptions.IsAddress(options.From))
            yield return "Mail:From: is not a mail address; write connectwizard@example.com.";
        foreach (var (index, domain) in options.AllowedDomains.Index())
        {
            if (domain != "*" && Uri.CheckHostName(domain) != UriHostNameType.Dns)
                yield return $"Mail:AllowedDomains:{index}: '{domain}' is not a domain; write example.com, or * for all.";
        }

        if (options.MaxPerHour is < 1 or > MaxPerHour)
            yield return "Mail:MaxPerHour: is not between 1 and 10000 (100).";
        if (FindPasswordFault(options) is { } fault)
            yield return fault;
    }

    private static string? FindPasswordFault(MailOptions options)
    {
        if (options is { Password.Length: > 0, PasswordFile.Length: > 0 })
            return "Mail:Password: Mail:PasswordFile is set as well; only one of them can be the password.";
        if (options is { Password.Length: 0, PasswordFile.Length: 0 })
            return options.User.Length > 0 ? "Mail:User: there is no password; set Mail:Password or Mail:PasswordFile." : null;
        if (options.User.Length == 0)
            return "Mail:User: is empty, but there is a password.";
        if (options.Security == MailSecurity.None && IsHost(options.Host) && !options.IsLoopback)
            return "Mail:Security: None would send the password unencrypted to another machine; use StartTls or Tls.";
        try
        {
            options.ReadPassword();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"Mail:PasswordFile: the file cannot be read ({e.Message.TrimEnd('.')}).";
        }
    }

    private static bool IsHost(string host) => Uri.CheckHostName(host) != UriHostNameType.Unknown;
}
