namespace ConnectWizard.Manage.Help;

/// <summary>What the firewall page is made from; filled from configuration by composition, for the page's room knows no options of others.</summary>
/// <param name="OutboundAddresses"><c>Network:OutboundAddresses</c>: where this installation connects from; empty when nobody said.</param>
/// <param name="PublicUrl">Where Azure DevOps reaches this installation; null when it is not configured, and then only this machine reaches it.</param>
public sealed record FirewallFacts(IReadOnlyList<string> OutboundAddresses, Uri? PublicUrl);
