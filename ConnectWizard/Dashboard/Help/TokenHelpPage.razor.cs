namespace ConnectWizard.Dashboard.Help;

/// <summary>Which token, with which scopes and rights, made where; and what a server needs for a token to work.</summary>
public sealed partial class TokenHelpPage
{
    /// <summary>The namespace ServiceHooks and its bits (view 1, edit 2, delete 4), as Microsoft documents them for granting these rights.</summary>
    private const string ServiceHooks = "cb594ebe-87dd-4fc9-ac2c-6a10a4c92046";

    private const string GrantLine =
        $"""
        az devops security permission update --org "$COLLECTION_URL" \
          --namespace-id {ServiceHooks} \
          --token "PublisherSecurity/$PROJECT_ID" --subject "$ACCOUNT" --allow-bit 7
        """;

    private const string GrantRequest =
        $$$"""
        curl -sS -u ":$ADMINISTRATOR_TOKEN" -H "Content-Type: application/json" \
          -d '{"token":"PublisherSecurity/'"$PROJECT_ID"'","merge":true,"accessControlEntries":[{"descriptor":"'"$DESCRIPTOR"'","allow":7,"deny":0}]}' \
          "$COLLECTION_URL/_apis/accesscontrolentries/{{{ServiceHooks}}}?api-version=6.0"
        """;

    private static readonly string[] Sections =
    [
        "scopes", "make", "expiry", "refused", "account", "webhooks", "grant", "kept", "outage",
        "collections", "versions", "iis", "windows", "public-url", "repositories",
    ];
}
