namespace AzureDevOpsEmulator.Cloud;

/// <summary>The services of the cloud that have host names of their own.</summary>
internal enum CloudService
{
    /// <summary>None: a server of the company's own.</summary>
    None,

    /// <summary>Projects, repositories, Git: <c>dev.azure.com/{organization}</c>, or the organization's own old host name.</summary>
    Organizations,

    /// <summary>Who somebody is and which organizations they have: <c>app.vssps.visualstudio.com</c>, <c>vssps.dev.azure.com/{organization}</c>.</summary>
    Accounts,

    /// <summary>Microsoft Entra's authorization server.</summary>
    SignIn,
}
