using AzureDevOpsEmulator;
using ConnectWizard.Connections;

namespace ConnectWizard.Demo;

/// <summary>The samples of the demo: a server that works, people with fewer rights, and failures worth showing.</summary>
internal static class DemoSamples
{
    private const string Server = "https://azure.spacetech.example";

    public static SampleConnections Of(Emulator emulator) => new()
    {
        All = [.. ConnectionsOf(emulator)],
        Identities = [.. IdentitiesOf(emulator.Cloud)],
        Organizations = ["spacetech", "spacetech-labs", "lunar-outpost"],
    };

    private static IEnumerable<SampleIdentity> IdentitiesOf(EmulatedCloud cloud)
    {
        var builder = cloud.Clients.Single(client => client.Name == "builder");
        yield return Secret("An application that works", "builder");
        yield return new("An application with a certificate", IdentityKind.Certificate, cloud.Tenants[0].Domain, builder.ClientId, new Secret(cloud.BuilderCertificate));
        yield return Secret("No right to create webhooks", "reader");
        yield return Secret("Not added to the organization", "outsider");
        yield return Secret("No license for code", "unlicensed");
        yield return Secret("An expired secret", "builder") with { Proof = new Secret(builder.ExpiredSecret) };
        yield return Secret("A disabled application", "disabled");

        SampleIdentity Secret(string title, string name)
        {
            var client = cloud.Clients.Single(client => client.Name == name);
            return new SampleIdentity(title, IdentityKind.Secret, cloud.Tenants[0].Domain, client.ClientId, new Secret(client.ClientSecret));
        }
    }

    private static IEnumerable<SampleConnection> ConnectionsOf(Emulator emulator)
    {
        var tokens = emulator.Tokens.ToDictionary(token => token.Name, token => new Secret(token.Value), StringComparer.Ordinal);
        yield return new("A server that works", "SpaceTech", Server, "DefaultCollection", tokens["full"]);
        yield return new("A collection with a space in its name", "Flight Systems", Server, "Flight Systems", tokens["full"]);
        if (emulator.Servers.FirstOrDefault(server => server.Name == "fleet") is { } fleet)
            yield return new("A very large collection", "SpaceTech fleet", fleet.BaseUrl.AbsoluteUri.TrimEnd('/'), fleet.Collections[0], tokens["full"]);

        yield return new("A server below /tfs", "SpaceTech devops", "https://devops.spacetech.example/tfs", "DefaultCollection", tokens["full"]);
        yield return new("No right to create webhooks", "SpaceTech, reader", Server, "DefaultCollection", tokens["reader"]);
        yield return new("An expired token", "SpaceTech", Server, "DefaultCollection", tokens["expired"]);
        yield return new("An unknown collection", "SpaceTech", Server, "Mars Rovers", tokens["full"]);
        yield return new("Team Foundation Server", "Old TFS", "http://tfs.spacetech.example:8080/tfs", "DefaultCollection", tokens["full"]);
        yield return new("Answers that refer to localhost", "Misconfigured", "https://localhost-links.spacetech.example", "DefaultCollection", tokens["full"]);
        yield return new("An untrusted certificate", "Self-signed", "https://self-signed.spacetech.example", "DefaultCollection", tokens["full"]);
    }
}
