using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ConnectWizard.Notifications;

/// <summary>What is in the links of a mail: who the recipient is, encrypted by Data Protection, so that nobody else can make one. Nothing is stored.</summary>
public sealed class RecipientLinks(IDataProtectionProvider protection)
{
    /// <summary>How long a link to confirm works.</summary>
    public static readonly TimeSpan ConfirmationLifetime = TimeSpan.FromDays(7);

    /// <summary>How long the link in each mail works that stops further ones.</summary>
    public static readonly TimeSpan StopLifetime = TimeSpan.FromDays(365);

    private readonly ITimeLimitedDataProtector _confirm = protection.CreateProtector("ConnectWizard.Notifications", "confirm").ToTimeLimitedDataProtector();
    private readonly ITimeLimitedDataProtector _stop = protection.CreateProtector("ConnectWizard.Notifications", "stop").ToTimeLimitedDataProtector();

    public Uri ConfirmationOf(Uri baseAddress, NotificationRecipient recipient) => Link(baseAddress, "confirm", _confirm, recipient, ConfirmationLifetime);

    public Uri StopOf(Uri baseAddress, NotificationRecipient recipient) => Link(baseAddress, "stop", _stop, recipient, StopLifetime);

    /// <returns>Null when it was not made here, or is too old.</returns>
    public Guid? ReadConfirmation(string? text) => Read(_confirm, text);

    /// <inheritdoc cref="ReadConfirmation"/>
    public Guid? ReadStop(string? text) => Read(_stop, text);

    private static Uri Link(Uri baseAddress, string action, ITimeLimitedDataProtector protector, NotificationRecipient recipient, TimeSpan lifetime) =>
        new(baseAddress, $"/notifications/{action}/{Base64Url.EncodeToString(protector.Protect(recipient.Id.ToByteArray(), lifetime))}");

    private static Guid? Read(ITimeLimitedDataProtector protector, string? text)
    {
        try
        {
            return Base64Url.IsValid(text) && protector.Unprotect(Base64Url.DecodeFromChars(text)) is { Length: 16 } id ? new Guid(id) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
