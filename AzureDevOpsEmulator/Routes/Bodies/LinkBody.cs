namespace AzureDevOpsEmulator.Routes.Bodies;

/// <summary>One entry of a <c>_links</c> object.</summary>
internal sealed record LinkBody(string Href);
