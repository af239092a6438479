namespace AzureDevOpsEmulator.Entra;

/// <summary>Discovery documents. All URLs begin like the requested one.</summary>
internal static class Discovery
{
    private static readonly Dictionary<string, object> Capabilities = new(StringComparer.Ordinal)
    {
        ["token_endpoint_auth_methods_supported"] = new[] { "client_secret_post", "private_key_jwt", "client_secret_basic" },
        ["response_modes_supported"] = new[] { "query", "fragment", "form_post" },
        ["subject_types_supported"] = new[] { "pairwise" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        ["response_types_supported"] = new[] { "code" },
        ["scopes_supported"] = new[] { "openid", "profile", "email", "offline_access" },
        ["request_uri_parameter_supported"] = false,
        ["claims_supported"] = new[] { "sub", "iss", "aud", "exp", "iat", "nonce", "preferred_username", "name", "tid", "oid", "ver", "email" },
        ["tenant_region_scope"] = "EU",
        ["cloud_instance_name"] = "microsoftonline.com",
    };

    /// <summary><c>/{tenant}/v2.0/.well-known/openid-configuration</c>.</summary>
    public static Task WriteConfigurationAsync(HttpContext context, EntraAuthority authority)
    {
        var root = RootOf(context);
        var tenant = $"{root}/{authority.Segment}";
        return WireJson.WriteAsync(context, StatusCodes.Status200OK,
            new Dictionary<string, object>(Capabilities, StringComparer.Ordinal)
            {
                ["token_endpoint"] = $"{tenant}/oauth2/v2.0/token",
                ["jwks_uri"] = $"{tenant}/discovery/v2.0/keys",

                // With many tenants the real server leaves a placeholder here, which clients must know.
                ["issuer"] = $"{root}/{authority.Tenant?.Id.ToString() ?? "{tenantid}"}/v2.0",
                ["userinfo_endpoint"] = $"{root}/oidc/userinfo",
                ["authorization_endpoint"] = $"{tenant}/oauth2/v2.0/authorize",
                ["end_session_endpoint"] = $"{tenant}/oauth2/v2.0/logout",
            });
    }

    /// <summary><c>/common/discovery/instance</c>: Microsoft's libraries ask here whether to trust an authority.</summary>
    public static Task WriteInstanceAsync(HttpContext context) => WireJson.WriteAsync(context, StatusCodes.Status200OK,
        new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["tenant_discovery_endpoint"] = $"{RootOf(context)}/common/v2.0/.well-known/openid-configuration",
            ["api-version"] = "1.1",
            ["metadata"] = new[]
            {
                new
                {
                    preferred_network = context.Request.Host.Value,
                    preferred_cache = context.Request.Host.Value,
                    aliases = new[] { context.Request.Host.Value },
                },
            },
        });

    private static string RootOf(HttpContext context) =>
        $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}";
}
