/// Tests of what sets a house up: the units in `bundles/systemd` and the playbooks in `ansible`.
/// They touch no machine: what needs one is `ansible/tests/two-nodes`. Begin with [PlaybooksTest].
@NullMarked
package dev.loqa.bundles.provision;

import org.jspecify.annotations.NullMarked;
