/**
 * The list of drivers. Whoever wants a kind of device calls its function here; what no program calls isn't in its
 * image. A new driver is one more row: a bus finds devices, the row says which driver opens one of them.
 */
import { processorHasEntropy } from '../machine/x86_64/entropy.ts';
import type { NetDevice } from '../net/device.ts';
import type { PacketPool } from '../net/packet-buffer.ts';
import { targetIs, type u32 } from '../unsafe.ts';
import { findMmioDevices } from './bus/mmio.ts';
import { findPciFunctions } from './bus/pci.ts';
import { openPasst } from './passt.ts';
import { openTap } from './tap.ts';
import { openVirtioNet } from './virtio/net.ts';
import { PciTransport, VIRTIO_VENDOR } from './virtio/pci-transport.ts';
import { openVirtioRng } from './virtio/rng.ts';
import { DEVICE_ENTROPY, DEVICE_NET, type VirtioTransport } from './virtio/transport.ts';

/** Every network device of the machine, in the order found. They take their packets from `pool`. */
export function openNetDevices(pool: PacketPool): NetDevice[] {
  const devices: NetDevice[] = [];
  if (targetIs('linux')) {
    addDevice(devices, openTap(pool));
    addDevice(devices, openPasst(pool));
  } else {
    for (const transport of findVirtioDevices(DEVICE_NET)) addDevice(devices, openVirtioNet(transport, pool));
  }
  return devices;
}

/** Makes sure that the machine has a source of entropy. False when there is none: `fillRandom` would panic. */
export function openEntropy(): boolean {
  if (targetIs('linux')) {
    return true;
  } else {
    if (processorHasEntropy()) return true;
    for (const transport of findVirtioDevices(DEVICE_ENTROPY)) {
      if (openVirtioRng(transport)) return true;
    }
    return false;
  }
}

function addDevice(devices: NetDevice[], device: NetDevice | undefined): void {
  if (device !== undefined) devices.push(device);
}

function findVirtioDevices(type: u32): VirtioTransport[] {
  const found: VirtioTransport[] = [];
  for (const transport of findMmioDevices()) {
    if (transport.deviceType === type) found.push(transport);
  }
  for (const pci of findPciFunctions()) {
    if (pci.vendor !== VIRTIO_VENDOR) continue;
    const transport = new PciTransport(pci);
    if (transport.deviceType === type && transport.open()) found.push(transport);
  }
  return found;
}
