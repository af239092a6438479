using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ConnectWizard.Connections;

namespace ConnectWizard.Accounts;

/// <summary>An application identity as it is stored in the place of a refresh token: what it gets its tokens by.</summary>
/// <param name="Kind">How it proves itself.</param>
/// <param name="Name">The name of the operator's identity, whose other values are in the configuration; otherwise the client id.</param>
/// <param name="Tenant">Where it asks.</param>
/// <param name="ClientId">The application.</param>
/// <param name="Proof">The client secret, or the certificate with its key as PEM; null for an operator's identity.</param>
internal sealed record ApplicationIdentity(IdentityKind Kind, string Name, string Tenant, string ClientId, Secret? Proof)
{
    /// <summary>Only the operator sets it up.</summary>
    public bool IsOffered => Kind is IdentityKind.Federated or IdentityKind.ManagedIdentity;

    public static ApplicationIdentity Of(IdentityEntry entry) => new(entry.ParsedKind!.Value, entry.Name, entry.Tenant, entry.ClientId, null);

    /// <summary>Reads what <see cref="ToSecret"/> wrote.</summary>
    public static ApplicationIdentity Parse(Secret stored)
    {
        var read = JsonSerializer.Deserialize<Document>(stored.Reveal())!;
        return new ApplicationIdentity(read.Kind, read.Name, read.Tenant, read.ClientId, read.Proof is null ? null : new Secret(read.Proof));
    }

    /// <summary>The certificate with its key, of one that proves itself by it.</summary>
    public X509Certificate2 LoadCertificate() => X509Certificate2.CreateFromPem(Proof!.Reveal(), Proof.Reveal());

    public Secret ToSecret() => new(JsonSerializer.Serialize(new Document(Kind, Name, Tenant, ClientId, Proof?.Reveal())));

    private sealed record Document(IdentityKind Kind, string Name, string Tenant, string ClientId, string? Proof)
    {
        public override string ToString() => "***";
    }
}
